package io.towerforge.operator.aws.ssm;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Images;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Images as AWS publishes them in public parameters (ECS developer guide, "Retrieving ECS-optimized AMI metadata"). */
public final class ImageCatalog implements Images {
    private static final String PARAMETER = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

    /** AWS publishes a new image every few weeks. */
    private static final Duration HOLDS = Duration.ofHours(1);

    private final SsmClient ssm;
    private final InstantSource clock;
    private Answer last = new Answer("", Instant.MIN);

    public ImageCatalog(SsmClient ssm, InstantSource clock) {
        this.ssm = ssm;
        this.clock = clock;
    }

    @Override
    public synchronized String recommended() {
        Instant now = clock.instant();
        if (last.at.isBefore(now.minus(HOLDS))) {
            String image = Aws.call(
                            "look up the image AWS recommends",
                            () -> ssm.getParameter(request -> request.name(PARAMETER)))
                    .parameter()
                    .value();
            last = new Answer(image, now);
        }
        return last.image;
    }

    private record Answer(String image, Instant at) {}
}
