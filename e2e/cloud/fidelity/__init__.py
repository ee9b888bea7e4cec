"""Where AWS behaves otherwise than moto. Every rule has a number, a sentence and its source; the modules name the
number."""

RULES: dict[str, tuple[str, str]] = {
    "R1": (
        "Compute environments and queues are CREATING, UPDATING or DELETING for a while before they are VALID or gone.",
        "AWS Batch API reference, ComputeEnvironmentDetail and JobQueueDetail; hashicorp/terraform-provider-aws, batch waiters",
    ),
    "R2": (
        "A compute environment or queue is deleted only when DISABLED, an environment only when no queue has it in its order.",
        "AWS Batch API reference, DeleteComputeEnvironment and DeleteJobQueue; hashicorp/terraform-provider-aws#2044",
    ),
    "R3": (
        "For a while an environment still counts as part of a queue that let go of it.",
        "hashicorp/terraform-provider-aws#46925",
    ),
    "R4": (
        "While something is being created, updated or deleted it takes no other change.",
        "astronomer/astronomer-providers#413",
    ),
    "R5": (
        "Without a service role Batch uses its service-linked role; a wrong one makes the environment INVALID, and one that goes "
        "first keeps the environment from being deleted.",
        "AWS Batch user guide, Using service-linked roles; hashicorp/terraform-provider-aws#8549",
    ),
    "R6": (
        "What a compute environment builds on is looked at after the call was answered: what is missing, or user data that is no "
        "MIME multipart, makes it INVALID.",
        "aws/aws-cdk#6427; aws/aws-parallelcluster, batch.py",
    ),
    "R7": (
        "An update merges fields and replaces lists; infrastructure fields need the service-linked role and a strategy other than "
        "BEST_FIT, and some fields never change.",
        "AWS Batch user guide, Updating compute environments; AWS Batch API reference, ComputeResourceUpdate",
    ),
    "R8": (
        "The limits on how long a job may wait are stored, returned and checked: 600 to 86400 seconds, RUNNABLE, CANCEL.",
        "AWS Batch API reference, JobStateTimeLimitAction",
    ),
    "R9": (
        "Batch has two errors: ClientException with status 400 and ServerException with status 500.",
        "AWS Batch API reference, Errors of each action",
    ),
    "R10": (
        "Names have up to 128 letters, digits, hyphens and underscores; an update of what does not exist is refused.",
        "AWS Batch API reference, CreateComputeEnvironment; hashicorp/terraform-provider-aws, service/batch",
    ),
    "R11": (
        "Descriptions carry a uuid, the orchestration type, image types and ARNs, in pages of at most 100.",
        "AWS Batch API reference, ComputeEnvironmentDetail; hashicorp/terraform-provider-aws, batch acceptance tests",
    ),
    "R12": (
        "File systems are creating before they are available and deleting before they are gone; their tokens are idempotent.",
        "Amazon FSx API reference, FileSystem and CreateFileSystem; Amazon EFS API reference, CreateFileSystem",
    ),
    "R13": (
        "A Region holds 50 compute environments and 50 queues, and Service Quotas says so.",
        "AWS Batch user guide, Service quotas",
    ),
    "R14": (
        "Jobs wait in queues, run on one environment, and end when their queue, their environment or an update of it ends them.",
        "AWS Batch user guide, Job states; AWS Batch API reference, UpdatePolicy and DeleteJobQueue",
    ),
    "C15": (
        "A Spot environment with BEST_FIT or no strategy needs a Spot fleet role.",
        "AWS Batch API reference, ComputeResource",
    ),
    "Q5": (
        "The environments of a queue are VALID, EC2 or Fargate and not both, and of one architecture.",
        "AWS Batch API reference, CreateJobQueue",
    ),
    "Q8": ("Only what exists has tags.", "AWS Batch API reference, TagResource"),
    "E1": (
        "The same client token makes one launch template.",
        "Amazon EC2 API reference, Ensuring idempotency",
    ),
    "E2": (
        "A launch template that is named and does not exist is an error.",
        "Amazon EC2 API reference, Error codes",
    ),
    "E3": ("Launch templates come in pages of 200.", "Amazon EC2 API reference, DescribeLaunchTemplates"),
    "I1": (
        "Role names have up to 64 characters, instance profile names up to 128; case does not tell them apart.",
        "IAM API reference, CreateRole and CreateInstanceProfile",
    ),
    "I3": (
        "The service-linked roles have the names AWS gives them.",
        "AWS Batch user guide, Using service-linked roles",
    ),
    "L1": ("A retention is one of a list of numbers of days.", "CloudWatch Logs API reference, PutRetentionPolicy"),
    "A1": ("A role that does not exist cannot be assumed.", "AWS STS API reference, AssumeRole"),
}
