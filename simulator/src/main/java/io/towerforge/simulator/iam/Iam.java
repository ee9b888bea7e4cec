package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * IAM of the account. It starts with the service-linked roles of Batch and of EC2 Spot. Other services see a role or profile only
 * when it has propagated (IAM user guide, "Changes that I make are not always immediately visible").
 */
public final class Iam implements SimulatedService {
    /** The name of the role Batch uses when a compute environment names none. */
    public static final String BATCH_SERVICE_LINKED_ROLE = "AWSServiceRoleForBatch";

    private static final String BATCH_PATH = "/aws-service-role/batch.amazonaws.com/";
    private static final String SPOT_PATH = "/aws-service-role/spot.amazonaws.com/";

    private final Simulation simulation;
    private final Roles roles;
    private final InstanceProfiles profiles;

    public Iam(Simulation simulation) {
        this.simulation = simulation;
        this.roles = new Roles(simulation);
        this.profiles = new InstanceProfiles(simulation, roles);
        roles.seed(BATCH_SERVICE_LINKED_ROLE, BATCH_PATH, trust("batch.amazonaws.com"));
        roles.seed("AWSServiceRoleForEC2Spot", SPOT_PATH, trust("spot.amazonaws.com"));
    }

    @Override
    public Service service() {
        return Service.IAM;
    }

    @Override
    public Class<IamClient> clientType() {
        return IamClient.class;
    }

    @Override
    public IamClient client(Gateway gateway) {
        return new SimulatedIamClient(gateway, roles, profiles);
    }

    /** The ARN of {@link #BATCH_SERVICE_LINKED_ROLE}. */
    public String batchServiceLinkedRoleArn() {
        return simulation.account().iamArn("role" + BATCH_PATH + BATCH_SERVICE_LINKED_ROLE);
    }

    /** Whether a service could assume the role at that moment, if the role exists now. */
    public boolean isUsableRole(String arnOrName, Instant at) {
        RoleState role = roles.find(lastPart(arnOrName));
        return role != null
                && (!arnOrName.startsWith("arn:") || role.identity().arn().equals(arnOrName))
                && propagated(role.identity().createdAt(), at);
    }

    /** Whether EC2 could give the instance profile to an instance at that moment, if it exists now and has a role. */
    public boolean isUsableInstanceProfile(String arnOrName, Instant at) {
        InstanceProfileState profile = profiles.find(lastPart(arnOrName));
        if (profile == null
                || (arnOrName.startsWith("arn:") && !profile.identity().arn().equals(arnOrName))
                || !propagated(profile.identity().createdAt(), at)) {
            return false;
        }
        String role = profile.role();
        return role != null && propagated(profile.roleAddedAt(), at) && isUsableRole(role, at);
    }

    /** The roles and instance profiles, without the service-linked roles. */
    @Override
    public List<LiveObject> objects() {
        List<LiveObject> objects = new ArrayList<>();
        for (InstanceProfileState profile : profiles.all()) {
            Map<String, Object> attributes = new TreeMap<>();
            attributes.put("path", profile.identity().path());
            attributes.put("roles", profile.role() == null ? List.of() : List.of(profile.role()));
            objects.add(object("AWS::IAM::InstanceProfile", profile.identity(), profile.tags(), attributes));
        }
        for (RoleState role : roles.all()) {
            if (!role.isServiceLinked()) {
                Map<String, Object> attributes = new TreeMap<>();
                attributes.put("path", role.identity().path());
                attributes.put("assumeRolePolicyDocument", role.trustPolicy());
                attributes.put("policies", Collections.unmodifiableSortedMap(role.inlinePolicies()));
                attributes.put("managedPolicyArns", List.copyOf(role.attachedPolicies()));
                putIfPresent(attributes, "permissionsBoundary", role.permissionsBoundary());
                putIfPresent(attributes, "description", role.description());
                objects.add(object("AWS::IAM::Role", role.identity(), role.tags(), attributes));
            }
        }
        return objects;
    }

    private boolean propagated(@Nullable Instant writtenAt, Instant at) {
        return writtenAt != null
                && !writtenAt.plus(simulation.timings().iamPropagation()).isAfter(at);
    }

    private static void putIfPresent(Map<String, Object> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static LiveObject object(
            String kind, RoleState.Identity identity, Map<String, String> tags, Map<String, Object> attributes) {
        return new LiveObject(
                kind,
                identity.name(),
                identity.arn(),
                "",
                Collections.unmodifiableMap(tags),
                Collections.unmodifiableMap(attributes));
    }

    private static String lastPart(String arnOrName) {
        return arnOrName.substring(arnOrName.lastIndexOf('/') + 1);
    }

    private static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }
}
