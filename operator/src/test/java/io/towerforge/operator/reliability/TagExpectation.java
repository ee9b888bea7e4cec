package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.model.EnvironmentId;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user may expect of the tags of everything an environment has: the mark of whose it is, and the labels. */
final class TagExpectation {
    private static final String NAME = "Name";

    /** What each kind is called in a stack; the rest may be more than one, or is called after something else. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("AWS::IAM::Role", "(instance|execution|fargate)-role"),
            Map.entry("AWS::IAM::InstanceProfile", "instance-profile"),
            Map.entry("AWS::Logs::LogGroup", "log-group"),
            Map.entry("AWS::EC2::LaunchTemplate", "launch-template"),
            Map.entry("AWS::EC2::SecurityGroup", "storage-group"),
            Map.entry("AWS::EFS::FileSystem", "efs"),
            Map.entry("AWS::EFS::MountTarget", "efs"), // those of its file system
            Map.entry("AWS::FSx::FileSystem", "fsx"),
            Map.entry("AWS::SecretsManager::Secret", "pipeline-secret-.+"),
            Map.entry("AWS::Batch::JobDefinition", "head-job"),
            Map.entry("AWS::Batch::JobQueue", "(work|head).*-queue"),
            Map.entry("AWS::Batch::ComputeEnvironment", "(work|head).*-environment"));

    private final Map<String, String> mark = new TreeMap<>();
    private final String name;
    private final Map<String, String> labels;
    private final Complaints complaints;

    /** @param labels those the user has asked for */
    TagExpectation(
            String cluster, AwsBatchComputeEnvironment object, Map<String, String> labels, Complaints complaints) {
        String id = object.getStatus().environmentId();
        this.name = "TowerForge-" + id;
        this.labels = labels;
        this.complaints = complaints;
        mark.put(Tags.CLUSTER, cluster);
        mark.put(Tags.UID, object.getMetadata().getUid());
        mark.put(Tags.NAMESPACE, object.getMetadata().getNamespace());
        mark.put(Tags.NAME, object.getMetadata().getName());
        if (!EnvironmentId.of(object.getMetadata().getUid()).equals(id)) {
            mark.put("towerforge.io/environment-id", id);
        }
    }

    void check(LiveObject one) {
        String resource = one.tags().get(Tags.RESOURCE);
        complaints.require(
                resource != null && resource.matches(RESOURCES.get(one.kind())),
                one.kind() + " " + one.name() + " is tagged as " + resource);
        Map<String, String> wanted = new TreeMap<>(labels);
        if (one.kind().startsWith("AWS::EFS::") || one.kind().startsWith("AWS::FSx::")) {
            wanted.putIfAbsent(NAME, name);
        }
        if (!wanted.isEmpty()) {
            wanted.put("towerforge.io/labels", String.join(" ", new TreeMap<>(wanted).keySet()));
        }
        wanted.putAll(mark);
        Map<String, String> found = one.tags().entrySet().stream()
                .filter(tag -> !tag.getKey().equals(Tags.RESOURCE))
                .filter(tag -> !tag.getKey().startsWith(Belongings.FOREIGN))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        complaints.require(found.equals(wanted), one.kind() + " " + one.name() + " has tags " + new TreeMap<>(found));
    }
}
