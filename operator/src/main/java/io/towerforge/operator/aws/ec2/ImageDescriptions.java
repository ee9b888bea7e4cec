package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.OwnImages;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/**
 * Machine images by their ids, found by a filter: one that does not exist is then missing from the answer instead of making the call
 * fail (EC2 API reference, DescribeImages). A deprecated image is one that launches as before (EC2 user guide, "Deprecate an Amazon EC2
 * AMI").
 */
public final class ImageDescriptions implements OwnImages {
    /** How ECS-optimised Amazon Linux 2 images are named (ECS developer guide, "Amazon ECS-optimized Linux AMIs"). */
    private static final String AMAZON_LINUX_2 = "amzn2-ami-ecs-";

    /** An image made from one that was made from AWS's own is as far as it usually goes. */
    private static final int MOST_ANCESTORS = 3;

    private final Ec2Client ec2;

    public ImageDescriptions(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Optional<Description> describe(String imageId) {
        return find(imageId)
                .map(image -> new Description(
                        imageId,
                        image.architectureAsString(),
                        image.state() == ImageState.AVAILABLE,
                        image.rootDeviceName() == null ? "" : image.rootDeviceName(),
                        leastDisk(image),
                        isAmazonLinux2(image, MOST_ANCESTORS)));
    }

    private Optional<Image> find(String imageId) {
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .filters(Filter.builder().name("image-id").values(imageId).build())
                .includeDeprecated(true)
                .build();
        return Aws.call("look up image " + imageId, () -> ec2.describeImages(request)).images().stream()
                .findFirst();
    }

    private static int leastDisk(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(device -> device.deviceName().equals(image.rootDeviceName()))
                .filter(device -> device.ebs() != null && device.ebs().volumeSize() != null)
                .mapToInt(device -> device.ebs().volumeSize())
                .findFirst()
                .orElse(0);
    }

    /** EC2 remembers which image an image was copied or made from, where it was told (EC2 API reference, Image, SourceImageId). */
    private boolean isAmazonLinux2(Image image, int ancestors) {
        if (image.name() != null && image.name().startsWith(AMAZON_LINUX_2)) {
            return true;
        }
        return ancestors > 0
                && image.sourceImageId() != null
                && find(image.sourceImageId())
                        .filter(source -> isAmazonLinux2(source, ancestors - 1))
                        .isPresent();
    }
}
