package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LaunchTemplate.BootDisk;
import io.towerforge.operator.model.LaunchTemplate.Contents;
import io.towerforge.operator.model.Tags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDeviceRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What is sent to EC2 about a launch template. */
final class LaunchTemplateRequests {
    /** Where Amazon Linux has its root volume. */
    private static final String ROOT_DEVICE = "/dev/xvda";

    /** A container on a bridge network of its own is one hop further away than the instance. */
    private static final int HOPS_TO_A_CONTAINER = 2;

    private LaunchTemplateRequests() {}

    /** Carries its tags from birth, and a token of its own so that a repetition makes no second template. */
    static CreateLaunchTemplateRequest create(LaunchTemplate desired) {
        return CreateLaunchTemplateRequest.builder()
                .launchTemplateName(desired.name())
                .clientToken(token(desired))
                .launchTemplateData(data(desired.contents()))
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.LAUNCH_TEMPLATE)
                        .tags(Ec2Tags.write(desired.tags().all()))
                        .build())
                .build();
    }

    private static RequestLaunchTemplateData data(Contents contents) {
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder()
                .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                        .deviceName(ROOT_DEVICE)
                        .ebs(volume(contents.bootDisk()))
                        .build())
                .metadataOptions(options -> options.httpEndpoint(LaunchTemplateInstanceMetadataEndpointState.ENABLED)
                        .httpTokens(LaunchTemplateHttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(HOPS_TO_A_CONTAINER));
        if (!contents.userData().isEmpty()) {
            data.userData(Base64.getEncoder().encodeToString(contents.userData().getBytes(StandardCharsets.UTF_8)));
        }
        if (!contents.volumeTags().all().isEmpty()) {
            data.tagSpecifications(LaunchTemplateTagSpecificationRequest.builder()
                    .resourceType(ResourceType.VOLUME)
                    .tags(Ec2Tags.write(contents.volumeTags().all()))
                    .build());
        }
        return data.build();
    }

    private static LaunchTemplateEbsBlockDeviceRequest volume(BootDisk disk) {
        LaunchTemplateEbsBlockDeviceRequest.Builder volume = LaunchTemplateEbsBlockDeviceRequest.builder()
                .volumeSize(disk.sizeGiB())
                .volumeType(disk.type())
                .encrypted(true)
                .deleteOnTermination(true);
        if (disk.throughputMiBps() != null) {
            volume.throughput(disk.throughputMiBps());
        }
        if (disk.kmsKey() != null) {
            volume.kmsKeyId(disk.kmsKey());
        }
        return volume.build();
    }

    /**
     * The same for the same template of the same custom resource, whoever asks and however often; made from the tags too, because EC2
     * refuses a token that comes with other parameters (EC2 API reference, "Ensuring idempotency").
     */
    private static String token(LaunchTemplate desired) {
        String about = desired.name() + " " + desired.tags().all().get(Tags.UID) + " " + desired.tags();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
