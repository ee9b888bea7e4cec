package io.towerforge.operator.world;

import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.LiveObject;
import software.amazon.awssdk.services.iam.IamClient;

/** Roles that a user made before and brings along. Their names begin alike, so that they can be told from everything else. */
public final class UsersRoles {
    public static final String EXECUTION = arn("role", "execution");
    public static final String TASKS = arn("role", "tasks");
    public static final String BATCH = arn("role", "batch");
    public static final String SPOT_FLEET = arn("role", "spot-fleet");
    public static final String INSTANCE_PROFILE = arn("instance-profile", "instances");

    private static final String PREFIX = "acme-";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}";

    private UsersRoles() {}

    /** Makes them, without a trace in the call log. */
    static void make(SimulatedAws aws) {
        IamClient iam = aws.as("user").iam();
        role(iam, "execution", "ecs-tasks.amazonaws.com");
        role(iam, "tasks", "ecs-tasks.amazonaws.com");
        role(iam, "batch", "batch.amazonaws.com");
        role(iam, "spot-fleet", "spotfleet.amazonaws.com");
        role(iam, "instances", "ec2.amazonaws.com");
        iam.createInstanceProfile(request -> request.instanceProfileName(PREFIX + "instances"));
        iam.addRoleToInstanceProfile(
                request -> request.instanceProfileName(PREFIX + "instances").roleName(PREFIX + "instances"));
        aws.clearCalls();
    }

    /** Whether something is one of them. */
    public static boolean include(LiveObject object) {
        return object.name().startsWith(PREFIX);
    }

    private static void role(IamClient iam, String name, String service) {
        iam.createRole(
                request -> request.roleName(PREFIX + name).assumeRolePolicyDocument(String.format(TRUST, service)));
    }

    private static String arn(String type, String name) {
        return "arn:aws:iam::111122223333:" + type + "/" + PREFIX + name;
    }
}
