package io.towerforge.operator.status;

/** The reasons of conditions that are not an AWS failure's own; each is explained in {@code docs/conditions.md}. */
public final class Reasons {
    /** Pipelines can use the environment and everything is as the spec says. */
    public static final String AVAILABLE = "Available";
    /** It is being made for the first time. */
    public static final String PROVISIONING = "Provisioning";
    /** It serves, and an edit or a repair is under way. */
    public static final String UPDATING = "Updating";
    /** It serves, and what somebody changed by hand is being put right. */
    public static final String REPAIRING = "Repairing";
    /** What another object has left in AWS is being taken over. */
    public static final String ADOPTING = "Adopting";
    /** The environment to be adopted does not exist. */
    public static final String NOTHING_TO_ADOPT = "NothingToAdopt";
    /** The annotation that names the adopted environment is gone, or names another. */
    public static final String ADOPTION_CHANGED = "AdoptionChanged";
    /** Something failed that may pass; it is tried again. */
    public static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";
    /** It has failed for longer than it should; slow retries go on. */
    public static final String PROGRESS_DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";
    /** The spec contradicts itself; nothing was done in AWS. */
    public static final String INVALID_SPEC = "InvalidSpec";
    /** The AwsIdentity the spec names does not exist, or cannot be used by anybody. */
    public static final String IDENTITY_NOT_FOUND = "IdentityNotFound";
    /** The AwsIdentity does not allow the namespace. */
    public static final String IDENTITY_NOT_ALLOWED = "IdentityNotAllowed";
    /** The spec asks for more than the guard-rails of its AwsIdentity allow. */
    public static final String GUARD_RAIL = "GuardRail";
    /** The Secret an AwsIdentity takes its credentials from is missing or incomplete. */
    public static final String CREDENTIALS_NOT_FOUND = "CredentialsNotFound";
    /** The credentials lead into another account than the one the environment is in. */
    public static final String ACCOUNT_CHANGED = "AccountChanged";
    /** A Kubernetes Secret that a pipeline secret comes from is missing, or has no such key. */
    public static final String SECRET_NOT_FOUND = "SecretNotFound";
    /** A deleted AwsIdentity that environments still need. */
    public static final String IDENTITY_IN_USE = "IdentityInUse";
    /** An AwsIdentity that no namespace may use. */
    public static final String NOBODY_ALLOWED = "NobodyAllowed";
    /** What the spec names in AWS is missing or does not fit; nothing was done in AWS. */
    public static final String PREFLIGHT_FAILED = "PreflightFailed";
    /** AWS Batch rejects a compute environment. */
    public static final String COMPUTE_ENVIRONMENT_INVALID = "ComputeEnvironmentInvalid";
    /** AWS Batch rejects a job queue. */
    public static final String JOB_QUEUE_INVALID = "JobQueueInvalid";
    /** AWS says that a file system is broken. */
    public static final String FILE_SYSTEM_FAILED = "FileSystemFailed";
    /** A queue of manual mode does not exist, or takes no jobs. */
    public static final String QUEUE_UNUSABLE = "QueueUnusable";
    /** An edit that would destroy data. */
    public static final String REPLACEMENT_REFUSED = "ReplacementRefused";
    /** It is being deleted. */
    public static final String DELETING = "Deleting";
    /** Deletion waits for jobs that still run. */
    public static final String DRAINING = "Draining";
    /** Deletion has waited for jobs longer than the spec allows. */
    public static final String DELETION_BLOCKED = "DeletionBlocked";
    /** The operator only watches. */
    public static final String PAUSED = "Paused";
    /** The plan was worked out and is not carried out. */
    public static final String PLAN_ONLY = "PlanOnly";
    /** Somebody else's ConfigMap has the name of ours, or ours is kept out. */
    public static final String CONFIG_MAP_CONFLICT = "ConfigMapConflict";
    /** A bucket that the operator, and perhaps jobs, cannot use. */
    public static final String BUCKET_NOT_USABLE = "BucketNotUsable";
    /** EBS volumes outlived their instances. */
    public static final String DETACHED_VOLUMES = "DetachedVolumes";
    /** Idle instances are kept and billed. */
    public static final String IDLE_COST = "IdleCost";
    /** An allocation strategy that rules out updates in place. */
    public static final String NO_UPDATE_IN_PLACE = "NoUpdateInPlace";
    /** An option that does nothing in this combination. */
    public static final String NO_EFFECT = "NoEffect";
    /** The machine image is made from something AWS no longer maintains. */
    public static final String IMAGE_NOT_MAINTAINED = "ImageNotMaintained";
    /** A work directory that not everything can use. */
    public static final String WORK_DIRECTORY_ON_A_FILE_SYSTEM = "WorkDirectoryOnAFileSystem";
    /** A work directory without a folder of its own. */
    public static final String WORK_DIRECTORY_IS_A_WHOLE_BUCKET = "WorkDirectoryIsAWholeBucket";
    /** A file system in one Availability Zone, and instances in several. */
    public static final String TRAFFIC_BETWEEN_ZONES = "TrafficBetweenZones";
    /** An option kept for environments that have it, with a better one for others. */
    public static final String DEPRECATED = "Deprecated";
    /** Roles under another IAM path than the identity now demands. */
    public static final String ROLE_PATH_KEPT = "RolePathKept";
    /** Nothing to remark. */
    public static final String NOTHING = "None";

    private Reasons() {}
}
