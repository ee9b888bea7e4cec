package io.towerforge.operator.aws;

import static io.towerforge.operator.aws.ErrorClass.DENIED;
import static io.towerforge.operator.aws.ErrorClass.INVALID;
import static io.towerforge.operator.aws.ErrorClass.NOT_YET;
import static io.towerforge.operator.aws.ErrorClass.QUOTA;
import static io.towerforge.operator.aws.ErrorClass.THROTTLED;
import static io.towerforge.operator.aws.ErrorClass.TRANSIENT;
import static io.towerforge.operator.aws.ErrorRow.codes;
import static io.towerforge.operator.aws.ErrorRow.denied;
import static io.towerforge.operator.aws.ErrorRow.row;
import static io.towerforge.operator.aws.ErrorRow.secret;
import static io.towerforge.operator.aws.ErrorRow.text;

import java.util.List;

/**
 * What every error of AWS means: its class, the reason a condition shows, and what to do about it. Rows are tried from top to
 * bottom: error codes first, then AWS's words (AWS Batch has one code, {@code ClientException}, for nearly everything), then the
 * HTTP status.
 */
public final class ErrorTable {
    /** Something of that name exists; whose it is, the code does not say. */
    public static final String ALREADY_EXISTS = "AlreadyExists";
    /** What was to be changed or read is not there. */
    public static final String NOT_FOUND = "NotFound";
    /** Too many calls. */
    public static final String THROTTLED_REASON = "Throttled";

    private static final String UNAVAILABLE = "AwsUnavailable";

    private static final List<ErrorRow> ROWS = List.of(
            // Credentials. AWS's words are not repeated: they may quote the signed request, session token included.
            secret(
                    codes("RequestTimeTooSkewed RequestExpired"),
                    "AWS rejects the time in the request; check the clock of the node the operator runs on."),
            row(
                    codes("AuthFailure.ServiceLinkedRoleCreationNotPermitted"),
                    DENIED,
                    ErrorRow.PERMISSIONS,
                    "Grant 'iam:CreateServiceLinkedRole', or have an administrator create the service-linked role once."),
            secret(
                    codes("""
            ExpiredToken ExpiredTokenException TokenRefreshRequired InvalidClientTokenId
            UnrecognizedClientException InvalidAccessKeyId AuthFailure SignatureDoesNotMatch
            InvalidSignatureException IncompleteSignature IncompleteSignatureException
            MissingAuthenticationToken MissingAuthenticationTokenException InvalidToken
            InvalidIdentityToken InvalidIdentityTokenException IDPRejectedClaim IDPRejectedClaimException"""),
                    "AWS does not accept the credentials; renew them, or correct what the identity refers to."),
            secret(
                    error -> !error.answered() && error.says("credentials"),
                    "No usable AWS credentials were found; check the service account's role or the secret the identity names."),
            row(
                    codes("OptInRequired RegionDisabledException SubscriptionRequiredException"),
                    DENIED,
                    "RegionDisabled",
                    "Enable the Region, or the service, for this account."),

            // Permissions.
            denied(
                    "service control policy",
                    "A service control policy of the organization forbids it; have it changed there."),
            denied(
                    "resource control policy",
                    "A resource control policy of the organization forbids it; have it changed there."),
            denied(
                    "permissions boundary",
                    "The permissions boundary of the operator's role forbids it; widen the boundary."),
            denied("session policy", "The session policy given when the role was assumed forbids it; widen it."),
            denied(
                    "explicit deny",
                    "A policy denies it explicitly; take the denial out, an allowance does not outweigh it."),
            denied(
                    "sts:AssumeRole on resource",
                    "Let the trust policy of that role name the caller, with the external id of the AwsIdentity if it asks for"
                            + " one, and grant 'sts:AssumeRole' on it to the caller."),
            denied("", "Grant it to the role the operator uses."),

            // Throttling.
            row(codes("""
            Throttling ThrottlingException ThrottledException RequestThrottled RequestThrottledException
            TooManyRequests TooManyRequestsException RequestLimitExceeded BandwidthLimitExceeded
            EC2ThrottledException PriorRequestNotComplete ProvisionedThroughputExceededException SlowDown"""), THROTTLED, THROTTLED_REASON, "It is tried again, at a lower rate."),

            // Names that are taken, things that are gone.
            row(codes("""
            EntityAlreadyExists EntityAlreadyExistsException
            InvalidLaunchTemplateName.AlreadyExistsException ResourceAlreadyExistsException
            ResourceExistsException FileSystemAlreadyExists MountTargetConflict InvalidGroup.Duplicate"""), NOT_YET, ALREADY_EXISTS, "It is looked up and, if it is this environment's, used."),
            row(codes("""
            NoSuchEntity NoSuchEntityException InvalidLaunchTemplateId.NotFound
            InvalidLaunchTemplateId.NotFoundException InvalidLaunchTemplateId.VersionNotFound
            InvalidLaunchTemplateName.NotFoundException ResourceNotFoundException ResourceNotFound
            FileSystemNotFound InvalidVolume.NotFound
            MountTargetNotFound"""), NOT_YET, NOT_FOUND, "It is looked up again, and made again if it is needed."),
            row(
                    codes("""
            InvalidSubnetID.NotFound InvalidSubnetID.Malformed InvalidSubnet SubnetNotFound
            InvalidGroup.NotFound InvalidGroupId.Malformed InvalidSecurityGroupID.NotFound
            SecurityGroupNotFound InvalidVpcID.NotFound InvalidVpcId.Malformed"""),
                    INVALID,
                    "NetworkNotFound",
                    "Correct `spec.forge.network`; VPCs, subnets and security groups belong to one Region."),
            row(
                    codes("InvalidAMIID.NotFound InvalidAMIID.Unavailable InvalidAMIID.Malformed"),
                    INVALID,
                    "ImageNotFound",
                    "Correct `spec.forge.imageId`; images belong to one Region."),
            row(
                    codes("InvalidKeyPair.NotFound"),
                    INVALID,
                    "KeyPairNotFound",
                    "Correct `spec.forge.keyPair`; key pairs belong to one Region."),
            row(
                    codes("ParameterNotFound"),
                    INVALID,
                    "ParameterNotFound",
                    "AWS publishes no such parameter in this Region; name an image in `spec.forge.imageId`."),

            // Not now: something else goes on there, or still refers to it.
            row(codes("""
            DeleteConflict DeleteConflictException DependencyViolation ConcurrentModification
            ConcurrentModificationException EntityTemporarilyUnmodifiable
            EntityTemporarilyUnmodifiableException OperationAborted OperationAbortedException
            IdempotentParameterMismatch IncorrectState ResourceInUse ResourceInUseException VolumeInUse
            IncorrectFileSystemLifeCycleState IncorrectMountTargetState FileSystemInUse
            InvalidPermission.Duplicate InvalidPermission.NotFound IncompatibleParameterError
            IncompatibleParameterErrorException"""), NOT_YET, "NotReadyInAws", "It is tried again once AWS is ready for it."),
            row(
                    codes("InvalidRequestException").and(text("(scheduled|marked) for deletion")),
                    NOT_YET,
                    "NotReadyInAws",
                    "It is restored, or made again, once AWS has let go of it."),

            // Limits of the account. The first two are none: no quota makes a policy longer, and a profile holds one
            // role.
            row(
                    text("Maximum policy size"),
                    INVALID,
                    "InvalidPolicy",
                    "Shorten `spec.forge.allowedBuckets`; what an earlier spec allowed counts until nothing runs."),
            row(
                    text("InstanceSessionsPerInstanceProfile"),
                    NOT_YET,
                    "NotReadyInAws",
                    "The instance profile holds a role already; it is looked at again."),
            row(
                    codes("NoFreeAddressesInSubnet InsufficientFreeAddressesInSubnet"),
                    QUOTA,
                    "SubnetIpsExhausted",
                    "Name more or larger subnets in `spec.forge.network.subnetIds`."),
            row(
                    codes("""
            LimitExceeded LimitExceededException ServiceQuotaExceededException ServiceLimitExceeded
            LaunchTemplateVersionLimitExceeded FileSystemLimitExceeded NetworkInterfaceLimitExceeded
            SecurityGroupLimitExceeded VcpuLimitExceeded TagLimitExceeded TooManyTagsException"""),
                    QUOTA,
                    "QuotaExceeded",
                    "Delete what is no longer needed, or have the quota raised in AWS Service Quotas."),

            // AWS's own trouble.
            row(
                    codes("""
            InternalError InternalFailure InternalServerError InternalServerErrorException
            InternalServiceError ServerException ServiceException ServiceFailure ServiceFailureException
            ServiceUnavailable ServiceUnavailableException Unavailable DependencyTimeout RequestTimeout
            RequestTimeoutException TransactionInProgressException"""),
                    TRANSIENT,
                    UNAVAILABLE,
                    "AWS had a fault; what it did is looked at before it is tried again."),

            // Requests that cannot be fulfilled.
            row(
                    codes("MalformedPolicyDocument MalformedPolicyDocumentException PackedPolicyTooLarge"),
                    INVALID,
                    "InvalidPolicy",
                    "Shorten `spec.forge.allowedBuckets` if the policy is too long; otherwise report it as a fault of TowerForge."),
            row(
                    codes("UnmodifiableEntity UnmodifiableEntityException PolicyNotAttachable"),
                    INVALID,
                    "NotAllowedByAws",
                    "AWS lets nobody change this one; name another in the spec."),

            // AWS Batch: one code for everything, told apart by its words.
            row(
                    text("being modified|existing JobQueue relationship|set the state to DISABLED"
                            + "|(not|must be|should be)( in)?( an?| the)?( status| state)? '?(?-i:VALID)\\b"
                            + "|less than the current desiredvCpus"
                            + "|Invalid IAM ?Instance ?Profile"),
                    NOT_YET,
                    "NotReadyInAws",
                    "It is tried again once AWS is ready for it."),
            row(
                    text("already exists"),
                    NOT_YET,
                    ALREADY_EXISTS,
                    "It is looked up and, if it is this environment's, used."),
            row(
                    text("Too ?Many ?Requests|Rate exceeded"),
                    THROTTLED,
                    THROTTLED_REASON,
                    "It is tried again, at a lower rate."),
            row(
                    text(
                            "(limit|quota|maximum number)\\b.*\\b(reached|exceed)|(reached|exceed)\\w*\\b.*\\b(limit|quota|maximum)"),
                    QUOTA,
                    "QuotaExceeded",
                    "Delete compute environments or job queues that are no longer needed; AWS Batch allows 50 of each and does"
                            + " not raise it."),
            row(
                    codes("ClientException").and(text("does not exist|not found")),
                    NOT_YET,
                    NOT_FOUND,
                    "It is looked up again, and made again if it is needed."),

            // By HTTP status alone.
            row(error -> error.status() == 429, THROTTLED, THROTTLED_REASON, "It is tried again, at a lower rate."),
            row(
                    error -> error.status() >= 500,
                    TRANSIENT,
                    UNAVAILABLE,
                    "AWS had a fault; what it did is looked at before it is tried again."),
            row(
                    error -> error.status() >= 400,
                    INVALID,
                    "InvalidRequest",
                    "Correct the field of the spec that AWS speaks of; it is tried again when the spec changes."),
            row(
                    error -> true,
                    TRANSIENT,
                    UNAVAILABLE,
                    "No answer came from AWS; check the network if this goes on. What it did is looked at before it is tried"
                            + " again."));

    private ErrorTable() {}

    /**
     * Puts an error into its class and into words.
     *
     * @param what what was attempted, as it follows "could not": {@code create job queue TowerForge-1-work}
     */
    public static AwsFailure classify(Throwable thrown, String what) {
        if (thrown instanceof AwsFailure known) {
            return known;
        }
        AwsError error = AwsError.of(thrown);
        ErrorRow row =
                ROWS.stream().filter(one -> one.matches(error)).findFirst().orElseThrow();
        return new AwsFailure(row.errorClass(), row.reason(), row.message(error, what), thrown);
    }
}
