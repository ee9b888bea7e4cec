package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.GuardRails;
import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.simulator.core.LiveObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user may expect to find in AWS for a spec, written down a second time and without any of the operator's code: a mistake
 * made in deciding what should be is seen here and not mirrored.
 */
final class Expectation {
    private static final NetworkExpectation NOWHERE = new NetworkExpectation(Set.of(), Set.of(), Set.of());

    private final String cluster;
    private final AwsBatchComputeEnvironment object;
    private final ForgeSpec forge;
    private final GuardRails guardRails;
    private final Map<String, String> labels;
    private final Belongings mine;
    private final Complaints complaints = new Complaints();

    /**
     * @param cluster what the operator calls its cluster
     * @param identity the one the environment uses; without members where it uses none
     */
    Expectation(
            String cluster, AwsBatchComputeEnvironment object, AwsIdentitySpec identity, List<LiveObject> everything) {
        this.cluster = cluster;
        this.object = object;
        this.guardRails =
                identity.guardRails() == null ? GuardRailsBuilder.builder().build() : identity.guardRails();
        this.labels = new HashMap<>(identity.resourceLabels());
        labels.putAll(object.getSpec().resourceLabels());
        this.forge = object.getSpec().forge();
        this.mine = Belongings.of(object, everything);
    }

    /** What is not there, or not as the spec says. Something that is on its way out beside it is no fault. */
    List<String> missing() {
        if (forge != null) {
            stack();
        }
        headJob();
        secrets();
        return complaints.all();
    }

    private void stack() {
        least("AWS::IAM::Role", rolesToMake());
        least("AWS::IAM::InstanceProfile", makesProfile() ? 1 : 0);
        count("AWS::Logs::LogGroup", 1);
        logGroup();
        mine.all("AWS::IAM::Role").forEach(this::role);
        roles().check(false);
        NetworkExpectation network = NetworkExpectation.of(object, mine);
        storage().check(network);
        PlaceExpectation places = new PlaceExpectation(object.getSpec(), labels, network, mine, complaints);
        places.check(PlaceExpectation.work(forge));
        if (forge.usesSpot()) {
            places.check(PlaceExpectation.head(forge));
        }
    }

    private void secrets() {
        object.getSpec().pipelineSecrets().forEach(secret -> {
            String ending = "/" + secret.name();
            complaints.require(
                    mine.all("AWS::SecretsManager::Secret").stream()
                            .anyMatch(one -> one.state().isEmpty()
                                    && one.name().endsWith(ending)
                                    && one.attributes()
                                            .get("secretString")
                                            .equals("value of "
                                                    + secret.secretKeyRef().key())),
                    "no secret " + secret.name() + " with its value");
        });
    }

    /** {@link #missing}, and what should not be there either. */
    List<String> mismatches() {
        missing();
        storage().nothingElse(forge == null ? NOWHERE : NetworkExpectation.of(object, mine));
        if (forge != null) {
            roles().check(true);
        }
        TagExpectation tags = new TagExpectation(cluster, object, labels, complaints);
        mine.all().forEach(tags::check);
        int places = forge == null ? 0 : forge.usesSpot() ? 2 : 1;
        count("AWS::IAM::Role", rolesToMake());
        count("AWS::IAM::InstanceProfile", makesProfile() ? 1 : 0);
        count("AWS::Logs::LogGroup", forge == null ? 0 : 1);
        count("AWS::Batch::ComputeEnvironment", places);
        count("AWS::Batch::JobQueue", places);
        count("AWS::SecretsManager::Secret", object.getSpec().pipelineSecrets().size());
        int templates = mine.all("AWS::EC2::LaunchTemplate").size();
        complaints.require(templates >= Math.min(1, places) && templates <= places, templates + " launch templates");
        return complaints.all();
    }

    /** How many roles are made: of instances, of head jobs on Fargate, and the execution role, unless the user brings them. */
    private int rolesToMake() {
        if (forge == null) {
            return 0;
        }
        return (makesProfile() ? 1 : 0)
                + (forge.usesFargateHead() ? 1 : 0)
                + (object.getSpec().executionRoleArn() == null ? 1 : 0);
    }

    private boolean makesProfile() {
        return forge != null && (forge.roles() == null || forge.roles().instanceProfileArn() == null);
    }

    private void logGroup() {
        int days = object.getSpec().logGroup() == null
                ? 30
                : object.getSpec().logGroup().retentionDays();
        mine.all("AWS::Logs::LogGroup")
                .forEach(group -> complaints.require(
                        Integer.valueOf(days).equals(group.attributes().get("retentionInDays")),
                        "logs are kept for " + group.attributes().get("retentionInDays") + " days"));
    }

    private void role(LiveObject role) {
        String own = forge.roles() == null ? null : forge.roles().permissionsBoundaryArn();
        String boundary = guardRails.permissionsBoundaryArn() == null ? own : guardRails.permissionsBoundaryArn();
        Object found = role.attributes().get("permissionsBoundary");
        complaints.require(Objects.equals(found, boundary), role.name() + " has boundary " + found);
        String path = guardRails.rolePath() == null ? "/" : guardRails.rolePath();
        complaints.require(
                path.equals(role.attributes().get("path")),
                role.name() + " is in " + role.attributes().get("path"));
    }

    private void headJob() {
        AwsBatchComputeEnvironmentSpec spec = object.getSpec();
        boolean wanted = forge != null
                || spec.headJob() != null
                || spec.preRunScript() != null
                || spec.postRunScript() != null
                || !spec.environment().isEmpty();
        count("AWS::Batch::JobDefinition", wanted ? 1 : 0);
        LiveObject definition = mine.one("AWS::Batch::JobDefinition", "head-job");
        if (definition == null) {
            return;
        }
        String container = String.valueOf(definition.attributes().get("containerProperties"));
        HeadJobSpec head = spec.headJob();
        complaints.require(
                container.contains("value=" + (head == null ? "4096" : "8192")), "head job has another memory");
        complaints.require(
                container.contains("name=TOWERFORGE_PRE_RUN") == (spec.preRunScript() != null),
                "head job has another script before");
        complaints.require(
                container.contains("name=A, value=b") == !spec.environment().isEmpty(), "head job has other variables");
        complaints.require(
                Belongings.labels(definition).equals(labels), "head job has labels " + Belongings.labels(definition));
    }

    private RoleExpectation roles() {
        return new RoleExpectation(object.getSpec(), object.getStatus().environmentId(), mine, complaints);
    }

    private StorageExpectation storage() {
        return new StorageExpectation(forge, mine, complaints);
    }

    private void least(String kind, int wanted) {
        mine.least(kind, wanted, complaints);
    }

    private void count(String kind, int wanted) {
        mine.count(kind, wanted, complaints);
    }

    /** An account's contents in a form that is the same for two accounts in the same state. */
    static List<String> fingerprint(List<LiveObject> objects) {
        Map<String, String> names = objects.stream()
                .filter(one -> one.kind().equals("AWS::EC2::LaunchTemplate"))
                .collect(Collectors.toMap(LiveObject::id, LiveObject::name));
        return objects.stream()
                .map(one -> {
                    String text = one.kind() + " " + one.name() + " " + one.state() + " " + one.tags() + " "
                            + one.attributes();
                    for (Map.Entry<String, String> id : names.entrySet()) {
                        text = text.replace(id.getKey(), id.getValue());
                    }
                    return text;
                })
                .sorted()
                .toList();
    }
}
