package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class ErrorTableTest {
    private static final String WHAT = "create job queue TowerForge-1-work";

    @ParameterizedTest(name = "{0} {1} {2} is {3}, {4}")
    @CsvSource(delimiter = '|', textBlock = """
            ExpiredToken                        | 403 | The security token included in the request is expired | DENIED | CredentialsInvalid
            ExpiredTokenException               | 400 | The security token included in the request is expired | DENIED | CredentialsInvalid
            InvalidClientTokenId                | 403 | The security token included in the request is invalid | DENIED | CredentialsInvalid
            UnrecognizedClientException         | 403 | The security token included in the request is invalid. | DENIED | CredentialsInvalid
            AuthFailure                         | 401 | AWS was not able to validate the provided access credentials | DENIED | CredentialsInvalid
            SignatureDoesNotMatch               | 403 | The request signature we calculated does not match | DENIED | CredentialsInvalid
            InvalidIdentityToken                | 400 | No OpenIDConnect provider found in your account | DENIED | CredentialsInvalid
            RequestExpired                      | 400 | Request has expired. | DENIED | CredentialsInvalid
            AuthFailure.ServiceLinkedRoleCreationNotPermitted | 403 | The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances. | DENIED | MissingPermissions
            OptInRequired                       | 403 | You are not subscribed to this service | DENIED | RegionDisabled
            RegionDisabledException             | 403 | STS is not activated in this region | DENIED | RegionDisabled
            AccessDenied                        | 403 | User: arn:aws:sts::1:assumed-role/op/x is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::1:role/r | DENIED | MissingPermissions
            AccessDeniedException               | 403 | User is not authorized to perform: batch:CreateJobQueue | DENIED | MissingPermissions
            UnauthorizedOperation               | 403 | You are not authorized to perform this operation. Encoded authorization failure message: abc | DENIED | MissingPermissions
            ClientException                     | 400 | User: arn:aws:iam::1:user/u is not authorized to perform: iam:PassRole on resource: r | DENIED | MissingPermissions
            ''                                  | 403 | Forbidden | DENIED | MissingPermissions
            Throttling                          | 400 | Rate exceeded | THROTTLED | Throttled
            ThrottlingException                 | 400 | Rate exceeded | THROTTLED | Throttled
            TooManyRequestsException            | 429 | Too Many Requests | THROTTLED | Throttled
            RequestLimitExceeded                | 503 | Request limit exceeded. | THROTTLED | Throttled
            RequestThrottled                    | 400 | slow down | THROTTLED | Throttled
            EC2ThrottledException               | 400 | slow down | THROTTLED | Throttled
            SlowDown                            | 503 | Please reduce your request rate | THROTTLED | Throttled
            ClientException                     | 400 | Too Many Requests | THROTTLED | Throttled
            ''                                  | 429 | '' | THROTTLED | Throttled
            EntityAlreadyExists                 | 409 | Role with name r already exists. | NOT_YET | AlreadyExists
            InvalidLaunchTemplateName.AlreadyExistsException | 400 | Launch template name already in use. | NOT_YET | AlreadyExists
            ResourceAlreadyExistsException      | 400 | The specified log group already exists | NOT_YET | AlreadyExists
            ClientException                     | 400 | Object already exists | NOT_YET | AlreadyExists
            NoSuchEntity                        | 404 | The role with name r cannot be found. | NOT_YET | NotFound
            InvalidLaunchTemplateId.NotFound    | 400 | The specified launch template does not exist | NOT_YET | NotFound
            ResourceNotFoundException           | 400 | The specified log group does not exist. | NOT_YET | NotFound
            ClientException                     | 400 | TowerForge-1-work does not exist | NOT_YET | NotFound
            InvalidSubnetID.NotFound            | 400 | The subnet ID 'subnet-1' does not exist | INVALID | NetworkNotFound
            InvalidGroup.NotFound               | 400 | The security group 'sg-1' does not exist | INVALID | NetworkNotFound
            InvalidAMIID.NotFound               | 400 | The image id '[ami-1]' does not exist | INVALID | ImageNotFound
            InvalidKeyPair.NotFound             | 400 | The key pair 'k' does not exist | INVALID | KeyPairNotFound
            ParameterNotFound                   | 400 | '' | INVALID | ParameterNotFound
            DeleteConflict                      | 409 | Cannot delete entity, must detach all policies first. | NOT_YET | NotReadyInAws
            ConcurrentModification              | 409 | try again in a few minutes | NOT_YET | NotReadyInAws
            EntityTemporarilyUnmodifiable       | 409 | wait several minutes | NOT_YET | NotReadyInAws
            DependencyViolation                 | 400 | resource sg-1 has a dependent object | NOT_YET | NotReadyInAws
            OperationAbortedException           | 400 | A conflicting operation is currently in progress | NOT_YET | NotReadyInAws
            IdempotentParameterMismatch         | 400 | The client token you have provided is associated with a resource of other parameters | NOT_YET | NotReadyInAws
            ClientException                     | 400 | Cannot update, resource is being modified | NOT_YET | NotReadyInAws
            ClientException                     | 400 | Cannot delete, found existing JobQueue relationship | NOT_YET | NotReadyInAws
            ClientException                     | 400 | Cannot delete an enabled compute environment, set the state to DISABLED first. | NOT_YET | NotReadyInAws
            ClientException                     | 400 | arn:aws:batch:eu-west-1:1:compute-environment/e is not in the VALID status | NOT_YET | NotReadyInAws
            ClientException                     | 400 | Requested maxvCpus 4 is less than the current desiredvCpus 16. | NOT_YET | NotReadyInAws
            InvalidParameterValue               | 400 | Invalid IAM Instance Profile name | NOT_YET | NotReadyInAws
            LimitExceeded                       | 409 | Cannot exceed quota for RolesPerAccount: 1000 | QUOTA | QuotaExceeded
            LimitExceeded                       | 409 | Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1 | NOT_YET | NotReadyInAws
            LimitExceededException              | 400 | Resource limit exceeded. | QUOTA | QuotaExceeded
            ClientException                     | 400 | The limit of 50 compute environments has been reached. | QUOTA | QuotaExceeded
            ClientException                     | 400 | You have exceeded the maximum number of job queues | QUOTA | QuotaExceeded
            TooManyTagsException                | 400 | 51 tags | QUOTA | QuotaExceeded
            NoFreeAddressesInSubnet             | 409 | '' | QUOTA | SubnetIpsExhausted
            ServerException                     | 500 | '' | TRANSIENT | AwsUnavailable
            InternalError                       | 500 | An internal error has occurred | TRANSIENT | AwsUnavailable
            ServiceFailure                      | 500 | '' | TRANSIENT | AwsUnavailable
            ServiceUnavailable                  | 503 | '' | TRANSIENT | AwsUnavailable
            Unavailable                         | 503 | The server is overloaded | TRANSIENT | AwsUnavailable
            SomethingNew                        | 502 | '' | TRANSIENT | AwsUnavailable
            MalformedPolicyDocument             | 400 | Syntax errors in policy. | INVALID | InvalidPolicy
            UnmodifiableEntity                  | 400 | Cannot perform the operation on the protected role | INVALID | NotAllowedByAws
            InvalidParameterValue               | 400 | Value (x) for parameter y is invalid. | INVALID | InvalidRequest
            ValidationError                     | 400 | The specified value for roleName is not valid. | INVALID | InvalidRequest
            ClientException                     | 400 | instanceTypes can only be one of [r3, r4] | INVALID | InvalidRequest
            SomethingNew                        | 400 | '' | INVALID | InvalidRequest
            """)
    void everyErrorHasItsClassAndReason(String code, int status, String text, ErrorClass errorClass, String reason) {
        AwsFailure failure = ErrorTable.classify(error(code, status, text), WHAT);

        assertThat(failure.errorClass()).isEqualTo(errorClass);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.getMessage())
                .startsWith("Could not " + WHAT + ". ")
                .endsWith(")")
                .doesNotContain("..", "  ", "req-1");
        assertThat(failure.traced()).isEqualTo(failure.getMessage() + " [request id req-1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            with an explicit deny in a service control policy         | organization
            with an explicit deny in a resource control policy        | organization
            because no permissions boundary allows the iam:CreateRole action | boundary
            because no session policy allows the iam:CreateRole action | session policy
            with an explicit deny in an identity-based policy         | denies it explicitly
            because no identity-based policy allows the iam:CreateRole action | Grant it
            """)
    void aDenialNamesTheActionAndWhereItComesFrom(String why, String expected) {
        String text =
                "User: arn:aws:sts::1:assumed-role/op/x is not authorized to perform: iam:CreateRole on resource: r "
                        + why;

        AwsFailure failure = ErrorTable.classify(error("AccessDenied", 403, text), "create IAM role r");

        assertThat(failure).hasMessageContaining("'iam:CreateRole'").hasMessageContaining(expected);
    }

    @Test
    void whatWeTriedWhatAwsSaidAndWhatToDoComeInThisOrder() {
        assertThat(ErrorTable.classify(error("ClientException", 400, "instanceTypes can only be one of [r3]"), WHAT))
                .hasMessage(
                        "Could not create job queue TowerForge-1-work. AWS says: instanceTypes can only be one of [r3]."
                                + " Correct the field of the spec that AWS speaks of; it is tried again when the spec changes."
                                + " (ClientException)");
    }

    @Test
    void withoutAnAnswerItIsNotKnownWhatHappened() {
        for (RuntimeException lost : new RuntimeException[] {
            SdkClientException.create("Unable to execute HTTP request: Read timed out"),
            ApiCallTimeoutException.create(30_000)
        }) {
            AwsFailure failure = ErrorTable.classify(lost, WHAT);

            assertThat(failure.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
            assertThat(failure.reason()).isEqualTo("AwsUnavailable");
        }
    }

    @Test
    void noCredentialsAtAllAreADenial() {
        AwsFailure failure = ErrorTable.classify(
                SdkClientException.create("Unable to load credentials from any of the providers in the chain"), WHAT);

        assertThat(failure.errorClass()).isEqualTo(ErrorClass.DENIED);
        assertThat(failure.reason()).isEqualTo("CredentialsInvalid");
    }

    @Test
    void noSecretGetsIntoAMessage() {
        String canonical =
                "The Canonical String for this request should have been 'POST / x-amz-security-token:SECRET'";

        assertThat(ErrorTable.classify(error("SignatureDoesNotMatch", 403, canonical), WHAT)
                        .getMessage())
                .doesNotContain("SECRET");
        assertThat(ErrorTable.classify(error("SomethingNew", 400, "key AKIAIOSFODNN7EXAMPLE is odd"), WHAT)
                        .getMessage())
                .contains("AKIA…")
                .doesNotContain("IOSFODNN7EXAMPLE");
        assertThat(ErrorTable.classify(
                                error("UnauthorizedOperation", 403, "No. Encoded authorization failure message: 0xABC"),
                                WHAT)
                        .getMessage())
                .doesNotContain("0xABC");
    }

    @Test
    void veryLongAnswersAreCut() {
        assertThat(ErrorTable.classify(error("ClientException", 400, "r3, ".repeat(2_000)), WHAT)
                        .getMessage())
                .hasSizeLessThan(1_024);
    }

    @Test
    void anErrorIsClassifiedOnce() {
        AwsFailure failure = ErrorTable.classify(error("Throttling", 400, ""), WHAT);

        assertThat(ErrorTable.classify(failure, "do something else")).isSameAs(failure);
    }

    private static AwsServiceException error(String code, int status, String text) {
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId("req-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .build();
    }
}
