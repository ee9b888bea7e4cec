package io.towerforge.simulator.batch;

import io.towerforge.simulator.ec2.Ec2;
import io.towerforge.simulator.iam.Iam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;
import software.amazon.awssdk.services.batch.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * What Batch finds out about a compute environment only after it has accepted it: whether the things it names exist and may be
 * used (AWS Batch user guide, "INVALID compute environment"). The reasons are those seen in status reasons.
 */
final class EnvironmentHealth {
    private final Iam iam;
    private final Ec2 ec2;

    EnvironmentHealth(Iam iam, Ec2 ec2) {
        this.iam = iam;
        this.ec2 = ec2;
    }

    /** The status reason of an environment that cannot work; empty when it can. */
    Optional<String> defect(ComputeEnvironment environment) {
        Optional<String> defect = serviceRoleDefect(environment);
        ComputeResource resources = environment.resources;
        if (defect.isPresent() || resources == null) {
            return defect;
        }
        defect = networkDefect(resources);
        if (defect.isPresent() || environment.isFargate()) {
            return defect;
        }
        defect = instanceRoleDefect(environment);
        return defect.isPresent() ? defect : templateDefect(resources, environment.requestedAt);
    }

    /** The reason if Batch cannot assume the environment's service role. */
    Optional<String> serviceRoleDefect(ComputeEnvironment environment) {
        String role = environment.serviceRole;
        return iam.isUsableRole(role, environment.requestedAt)
                ? Optional.empty()
                : reason("User: assumed-role/aws-batch is Not authorized to perform sts:AssumeRole on " + "resource: "
                        + role);
    }

    /** The reason if EC2 cannot launch an instance with the environment's instance profile. */
    Optional<String> instanceRoleDefect(ComputeEnvironment environment) {
        ComputeResource resources = environment.resources;
        if (resources == null || environment.isFargate()) {
            return Optional.empty();
        }
        String profile = resources.instanceRole();
        if (profile == null || !iam.isUsableInstanceProfile(profile, environment.requestedAt)) {
            return reason("Invalid IamInstanceProfile: " + profile);
        }
        String fleetRole = resources.spotIamFleetRole();
        return fleetRole == null || iam.isUsableRole(fleetRole, environment.requestedAt)
                ? Optional.empty()
                : reason("Parameter: SpotFleetRequestConfig.IamFleetRole is invalid");
    }

    private Optional<String> networkDefect(ComputeResource resources) {
        for (String subnet : resources.subnets()) {
            if (!ec2.network().hasSubnet(subnet)) {
                return reason("The subnet ID '" + subnet + "' does not exist");
            }
        }
        for (String group : resources.securityGroupIds()) {
            if (!ec2.network().hasSecurityGroup(group)) {
                return reason("The security group '" + group + "' does not exist");
            }
        }
        return Optional.empty();
    }

    private Optional<String> templateDefect(ComputeResource resources, Instant requestedAt) {
        for (Ec2Configuration configuration : resources.ec2Configuration()) {
            String image = configuration.imageIdOverride();
            if (image != null && !ec2.network().hasImage(image)) {
                return reason("The image id '[" + image + "]' does not exist");
            }
        }
        if (resources.imageId() != null && !ec2.network().hasImage(resources.imageId())) {
            return reason("The image id '[" + resources.imageId() + "]' does not exist");
        }
        LaunchTemplateSpecification template = resources.launchTemplate();
        if (template == null) {
            return Optional.empty();
        }
        ResponseLaunchTemplateData data = ec2.launchTemplateData(
                template.launchTemplateId(),
                template.launchTemplateName(),
                template.version() == null || template.version().isEmpty() ? "$Default" : template.version(),
                requestedAt);
        if (data == null) {
            return reason("The specified launch template, or its version, does not exist.");
        }
        boolean groupsInTemplate = data.networkInterfaces().stream()
                .anyMatch(LaunchTemplateInstanceNetworkInterfaceSpecification::hasGroups);
        if (groupsInTemplate && !resources.securityGroupIds().isEmpty()) {
            return reason("Either compute environment Security Groups or Network Interfaces in Launch template are "
                    + "exclusively allowed");
        }
        return data.userData() == null || isMimeMultipart(data.userData())
                ? Optional.empty()
                : reason("Launch Template UserData is not MIME multipart format");
    }

    private static boolean isMimeMultipart(String userData) {
        String text = new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        int headers = text.indexOf("content-type:");
        return headers >= 0 && text.startsWith("multipart/", skipSpaces(text, headers + "content-type:".length()));
    }

    private static int skipSpaces(String text, int from) {
        int index = from;
        while (index < text.length() && text.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    private static Optional<String> reason(String text) {
        return Optional.of("CLIENT_ERROR - " + text);
    }
}
