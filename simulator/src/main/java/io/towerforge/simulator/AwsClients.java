package io.towerforge.simulator;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** One actor's clients of an account. Closing those of a simulated one does nothing. */
public final class AwsClients {
    private final Map<Class<?>, SdkClient> clients;

    /** @param clients each by the SDK's interface of its service */
    public AwsClients(Map<Class<?>, SdkClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * The client of one service.
     *
     * @param type the SDK's interface for it, such as {@code BatchClient.class}
     * @throws IllegalArgumentException if the service is not simulated
     */
    public <C extends SdkClient> C of(Class<C> type) {
        SdkClient client = clients.get(type);
        if (client == null) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " is the client of a service that is not simulated.");
        }
        return type.cast(client);
    }

    /** The interfaces of all services that are simulated. */
    public Set<Class<?>> types() {
        return clients.keySet();
    }

    /** Of AWS Batch. */
    public BatchClient batch() {
        return of(BatchClient.class);
    }

    /** Of Amazon EC2. */
    public Ec2Client ec2() {
        return of(Ec2Client.class);
    }

    /** Of IAM. */
    public IamClient iam() {
        return of(IamClient.class);
    }

    /** Of Amazon S3. */
    public S3Client s3() {
        return of(S3Client.class);
    }

    /** Of AWS Systems Manager. */
    public SsmClient ssm() {
        return of(SsmClient.class);
    }

    /** Of AWS STS. */
    public StsClient sts() {
        return of(StsClient.class);
    }

    /** Of Amazon CloudWatch Logs. */
    public CloudWatchLogsClient logs() {
        return of(CloudWatchLogsClient.class);
    }

    /** Of AWS Secrets Manager. */
    public SecretsManagerClient secrets() {
        return of(SecretsManagerClient.class);
    }

    /** Of Amazon EFS. */
    public EfsClient efs() {
        return of(EfsClient.class);
    }

    /** Of Amazon FSx. */
    public FSxClient fsx() {
        return of(FSxClient.class);
    }
}
