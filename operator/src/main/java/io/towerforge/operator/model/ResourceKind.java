package io.towerforge.operator.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The kinds of AWS resource an environment is made of. The order of declaration, with what each kind builds on, is the
 * dependency graph: things are created in this order and deleted in its reverse, and the graph is written nowhere else.
 */
public enum ResourceKind {
    IAM_ROLE("AWS::IAM::Role", "IAM role"),
    INSTANCE_PROFILE("AWS::IAM::InstanceProfile", "instance profile", IAM_ROLE),
    LOG_GROUP("AWS::Logs::LogGroup", "log group"),
    SECRET("AWS::SecretsManager::Secret", "secret"),
    SECURITY_GROUP("AWS::EC2::SecurityGroup", "security group"),
    EFS_FILE_SYSTEM("AWS::EFS::FileSystem", "EFS file system"),
    /** A file system with mount targets cannot be deleted (Amazon EFS API reference, DeleteFileSystem). */
    EFS_MOUNT_TARGET("AWS::EFS::MountTarget", "EFS mount target", SECURITY_GROUP, EFS_FILE_SYSTEM),
    LUSTRE_FILE_SYSTEM("AWS::FSx::FileSystem", "FSx file system", SECURITY_GROUP),
    LAUNCH_TEMPLATE("AWS::EC2::LaunchTemplate", "launch template"),
    /**
     * Needs its role, profile and template until it is gone: Batch cannot take a compute environment down whose role has
     * vanished (hashicorp/terraform-provider-aws#8549). Its jobs need the file systems.
     */
    COMPUTE_ENVIRONMENT(
            "AWS::Batch::ComputeEnvironment",
            "compute environment",
            IAM_ROLE,
            INSTANCE_PROFILE,
            SECURITY_GROUP,
            EFS_FILE_SYSTEM,
            EFS_MOUNT_TARGET,
            LUSTRE_FILE_SYSTEM,
            LAUNCH_TEMPLATE),
    JOB_QUEUE("AWS::Batch::JobQueue", "job queue", COMPUTE_ENVIRONMENT),
    JOB_DEFINITION("AWS::Batch::JobDefinition", "job definition", IAM_ROLE, LOG_GROUP);

    private final String type;
    private final String words;
    private final Set<ResourceKind> buildsOn;

    ResourceKind(String type, String words, ResourceKind... buildsOn) {
        this.type = type;
        this.words = words;
        this.buildsOn = Set.of(buildsOn);
    }

    /** The CloudFormation type name, such as {@code AWS::Batch::JobQueue}: how status and metrics name the kind. */
    public String type() {
        return type;
    }

    /** The kind in a sentence, such as {@code job queue}. */
    public String words() {
        return words;
    }

    /** The kinds that must exist before one of this kind can, and outlive it. */
    public Set<ResourceKind> buildsOn() {
        return buildsOn;
    }

    /** The kinds that directly build on this one. */
    public Set<ResourceKind> carries() {
        Set<ResourceKind> carried = EnumSet.noneOf(ResourceKind.class);
        for (ResourceKind kind : values()) {
            if (kind.buildsOn.contains(this)) {
                carried.add(kind);
            }
        }
        return carried;
    }
}
