package io.towerforge.operator;

import io.towerforge.operator.aws.CallBudget;
import io.towerforge.operator.aws.CallBudget.Rate;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.aws.Metered;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of one account in one region. */
public record AwsClients(
        BatchClient batch, Ec2Client ec2, IamClient iam, SsmClient ssm, StsClient sts, CloudWatchLogsClient logs) {
    /** The same clients, each within its service's budget of calls and with every call reported. */
    AwsClients metered(CallObserver observer, InstantSource clock) {
        return new AwsClients(
                metered(BatchClient.class, batch, observer, clock),
                metered(Ec2Client.class, ec2, observer, clock),
                metered(IamClient.class, iam, observer, clock),
                metered(SsmClient.class, ssm, observer, clock),
                metered(StsClient.class, sts, observer, clock),
                metered(CloudWatchLogsClient.class, logs, observer, clock));
    }

    private static <C extends AwsClient> C metered(
            Class<C> type, C client, CallObserver observer, InstantSource clock) {
        CallBudget budget = new CallBudget(clock, Rate.of(Metered.service(type)));
        return Metered.client(type, client, budget, observer, clock);
    }
}
