package io.towerforge.api.v1alpha1;

/**
 * What strings of the API look like, as regular expressions that RE2 (the API server) and Java read alike. Every one is
 * anchored at both ends.
 */
final class Formats {
    static final String REGION = "^[a-z]{2,3}(-[a-z]+)+-[0-9]{1,2}$";
    static final String DNS_LABEL = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
    static final String DNS_SUBDOMAIN = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    /** The bucket naming rules of the S3 user guide; a path of characters that need no quoting anywhere. */
    static final String BUCKET_URI = "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*()/=+@,:~-]*)?$";

    static final String WORK_DIRECTORY =
            "^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*()/=+@,:~-]*)?|/[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*/?)$";
    static final String MOUNT_PATH = "^(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$";

    static final String VPC_ID = "^vpc-[0-9a-f]{8,17}$";
    static final String SUBNET_ID = "^subnet-[0-9a-f]{8,17}$";
    static final String SECURITY_GROUP_ID = "^sg-[0-9a-f]{8,17}$";
    static final String IMAGE_ID = "^ami-[0-9a-f]{8,17}$";
    static final String FILE_SYSTEM_ID = "^fs-[0-9a-f]{8,40}$";
    static final String INSTANCE_TYPE = "^[a-z][a-z0-9_-]*([.][a-z0-9-]+)?$";
    static final String KEY_PAIR = "^[!-~]([ -~]*[!-~])?$";
    static final String KMS_KEY = "^[A-Za-z0-9:/_-]+$";

    /** IAM API reference: names and paths of roles, policies and instance profiles. */
    static final String ROLE_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$";

    static final String ROLE_ARN_PATTERN = "^arn:aws[a-z-]*:iam::([0-9]{12}|[*]):role/[A-Za-z0-9+=,.@_/*-]+$";
    static final String INSTANCE_PROFILE_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/[A-Za-z0-9+=,.@_/-]+$";
    static final String POLICY_ARN = "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[A-Za-z0-9+=,.@_/-]+$";
    static final String ROLE_PATH = "^/([A-Za-z0-9+=,.@_-]+/)*$";
    static final String EXTERNAL_ID = "^[A-Za-z0-9_+=,.@:/-]+$";
    static final String SESSION_NAME = "^[A-Za-z0-9_+=,.@-]+$";

    /** AWS Batch API reference, CreateJobQueue: letters, digits, hyphens and underscores, at most 128. */
    static final String JOB_QUEUE =
            "^(arn:aws[a-z-]*:batch:[a-z0-9-]+:[0-9]{12}:job-queue/)?[A-Za-z0-9][A-Za-z0-9_-]{0,127}$";

    /** CloudWatch Logs API reference, CreateLogGroup. */
    static final String LOG_GROUP = "^[A-Za-z0-9_/.#-]+$";

    static final String AWS_CLI_PATH = "^(/[A-Za-z0-9_.-]+)*/bin/aws$";
    static final String VARIABLE_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
    static final String SECRET_KEY = "^[A-Za-z0-9_.-]+$";
    static final String BUCKET_NAME_PATTERN = "^[a-z0-9.*-]+$";

    /** AWS General Reference, tag naming limits and requirements. */
    static final String LABEL_VALUE = "^[\\p{L}\\p{N} _.:/=+@-]*$";

    static final String LABEL_KEY = "^[\\p{L}\\p{N} _.:/=+@-]+$";

    private Formats() {}
}
