package io.towerforge.operator.aws.ssm;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.aws.Images;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Images as AWS publishes them in public parameters (ECS developer guide, "Retrieving ECS-optimized AMI metadata"). */
public final class ImageCatalog implements Images {
    private static final String ROOT = "/aws/service/ecs/optimized-ami/amazon-linux-2023/";

    /** AWS publishes a new image every few weeks. */
    private static final Duration HOLDS = Duration.ofHours(1);

    private final SsmClient ssm;
    private final InstantSource clock;
    private final Map<Variant, Answer> answers = new EnumMap<>(Variant.class);

    public ImageCatalog(SsmClient ssm, InstantSource clock) {
        this.ssm = ssm;
        this.clock = clock;
    }

    @Override
    public synchronized String recommended(Variant variant) {
        Instant now = clock.instant();
        Answer last = answers.get(variant);
        if (last == null || !Freshness.isEnough(last.at, now.minus(HOLDS), now)) {
            last = new Answer(ask(parameter(variant)), now);
            answers.put(variant, last);
        }
        return last.image;
    }

    private String ask(String parameter) {
        return Aws.call("look up the image AWS recommends", () -> ssm.getParameter(request -> request.name(parameter)))
                .parameter()
                .value();
    }

    private static String parameter(Variant variant) {
        String folder = switch (variant) {
            case X86_64 -> "";
            case ARM64 -> "arm64/";
            case NVIDIA -> "gpu/";
        };
        return ROOT + folder + "recommended/image_id";
    }

    private record Answer(String image, Instant at) {}
}
