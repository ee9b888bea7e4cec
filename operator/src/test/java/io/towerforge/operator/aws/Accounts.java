package io.towerforge.operator.aws;

import io.towerforge.operator.aws.batch.BatchLists;
import io.towerforge.operator.aws.batch.BatchQuota;
import io.towerforge.operator.aws.batch.ComputeEnvironmentManager;
import io.towerforge.operator.aws.batch.JobQueueManager;
import io.towerforge.operator.aws.batch.ManualQueues;
import io.towerforge.operator.aws.ec2.LaunchTemplateManager;
import io.towerforge.operator.aws.ec2.NetworkCatalog;
import io.towerforge.operator.aws.iam.IamRoleManager;
import io.towerforge.operator.aws.iam.InstanceProfileManager;
import io.towerforge.operator.aws.iam.RoleList;
import io.towerforge.operator.aws.logs.LogGroupManager;
import io.towerforge.operator.aws.ssm.ImageCatalog;
import io.towerforge.operator.aws.sts.CallerLookup;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.simulator.AwsClients;
import java.time.InstantSource;
import java.util.Map;

/** Everything of one account, put together as the operator does it. */
final class Accounts {
    private Accounts() {}

    static AwsAccount open(AwsClients clients, String cluster, InstantSource clock) {
        RoleList roles = new RoleList(clients.iam(), clock);
        BatchLists lists = new BatchLists(clients.batch(), clock);
        return new AwsAccount(
                new CallerLookup(clients.sts()).identity(),
                "eu-west-1",
                Map.of(
                        ResourceKind.IAM_ROLE, new IamRoleManager(clients.iam(), roles),
                        ResourceKind.INSTANCE_PROFILE, new InstanceProfileManager(clients.iam(), roles, clock),
                        ResourceKind.LOG_GROUP, new LogGroupManager(clients.logs(), clock),
                        ResourceKind.LAUNCH_TEMPLATE, new LaunchTemplateManager(clients.ec2(), cluster, clock),
                        ResourceKind.COMPUTE_ENVIRONMENT, new ComputeEnvironmentManager(clients.batch(), lists),
                        ResourceKind.JOB_QUEUE, new JobQueueManager(clients.batch(), lists)),
                new ImageCatalog(clients.ssm(), clock),
                new NetworkCatalog(clients.ec2()),
                new ManualQueues(lists),
                new BatchQuota(lists));
    }
}
