package io.towerforge.operator;

import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of one account in one region. */
public record AwsClients(
        BatchClient batch, Ec2Client ec2, IamClient iam, SsmClient ssm, StsClient sts, CloudWatchLogsClient logs) {}
