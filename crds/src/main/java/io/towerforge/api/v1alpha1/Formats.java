package io.towerforge.api.v1alpha1;

import java.util.Map;

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
            "^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*()/=+@,:~-]*)?|(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+/?)$";
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
    /** Registry, repository, tag and digest (Docker documentation, "docker image tag"). */
    static final String CONTAINER_IMAGE = "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$";

    static final String VARIABLE_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
    static final String SECRET_KEY = "^[A-Za-z0-9_.-]+$";
    static final String BUCKET_NAME_PATTERN = "^[a-z0-9.*-]+$";

    /** AWS General Reference, tag naming limits and requirements. */
    static final String LABEL_VALUE = "^[\\p{L}\\p{N} _.:/=+@-]*$";

    static final String LABEL_KEY = "^[\\p{L}\\p{N} _.:/=+@-]+$";

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(REGION, "an AWS region such as 'eu-west-1'"),
            Map.entry(DNS_LABEL, "a Kubernetes name of small letters, digits and '-'"),
            Map.entry(DNS_SUBDOMAIN, "a Kubernetes name of small letters, digits, '-' and '.'"),
            Map.entry(BUCKET_URI, "a bucket such as 's3://my-bucket' or 's3://my-bucket/path'"),
            Map.entry(
                    WORK_DIRECTORY,
                    "'s3://<bucket>/<path>' or an absolute path such as '/mnt/efs/work', without spaces or quotes"),
            Map.entry(MOUNT_PATH, "an absolute path such as '/mnt/efs', without a slash at its end"),
            Map.entry(VPC_ID, "the id of a VPC such as 'vpc-0123456789abcdef0'"),
            Map.entry(SUBNET_ID, "the id of a subnet such as 'subnet-0123456789abcdef0'"),
            Map.entry(SECURITY_GROUP_ID, "the id of a security group such as 'sg-0123456789abcdef0'"),
            Map.entry(IMAGE_ID, "the id of a machine image such as 'ami-0123456789abcdef0'"),
            Map.entry(FILE_SYSTEM_ID, "the id of a file system such as 'fs-0123456789abcdef0'"),
            Map.entry(INSTANCE_TYPE, "an instance family such as 'm6id' or type such as 'm6id.8xlarge'"),
            Map.entry(KEY_PAIR, "the name of a key pair: printable ASCII without a space at either end"),
            Map.entry(KMS_KEY, "the id, alias or ARN of a KMS key"),
            Map.entry(ROLE_ARN, "the ARN of a role such as 'arn:aws:iam::111122223333:role/name'"),
            Map.entry(ROLE_ARN_PATTERN, "the ARN of roles such as 'arn:aws:iam::111122223333:role/nextflow/*'"),
            Map.entry(
                    INSTANCE_PROFILE_ARN,
                    "the ARN of an instance profile such as 'arn:aws:iam::111122223333:instance-profile/name'"),
            Map.entry(POLICY_ARN, "the ARN of a policy such as 'arn:aws:iam::111122223333:policy/name'"),
            Map.entry(ROLE_PATH, "an IAM path such as '/towerforge/', with a slash at both ends"),
            Map.entry(EXTERNAL_ID, "letters, digits and _ + = , . @ : / -"),
            Map.entry(SESSION_NAME, "letters, digits and _ + = , . @ -"),
            Map.entry(JOB_QUEUE, "the name or ARN of an AWS Batch job queue"),
            Map.entry(LOG_GROUP, "the name of a log group: letters, digits and _ / . # -"),
            Map.entry(AWS_CLI_PATH, "an absolute path that ends in '/bin/aws'"),
            Map.entry(CONTAINER_IMAGE, "a container image such as 'nextflow/nextflow:25.10.0'"),
            Map.entry(VARIABLE_NAME, "a name of letters, digits and '_' that does not begin with a digit"),
            Map.entry(SECRET_KEY, "a key of a Secret: letters, digits and - _ ."),
            Map.entry(BUCKET_NAME_PATTERN, "the name of a bucket, with '*' for any characters"),
            Map.entry(LABEL_VALUE, "letters, digits, spaces and _ . : / = + - @"));

    private Formats() {}

    /** What a format looks like, in words that follow "must be". */
    static String describe(String format) {
        return DESCRIPTIONS.getOrDefault(format, "of the format " + format);
    }
}
