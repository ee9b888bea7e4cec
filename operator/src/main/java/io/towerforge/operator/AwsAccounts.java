package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallMeter;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.aws.Catalog;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.batch.BatchLists;
import io.towerforge.operator.aws.batch.BatchQuota;
import io.towerforge.operator.aws.batch.ComputeEnvironmentManager;
import io.towerforge.operator.aws.batch.JobQueueManager;
import io.towerforge.operator.aws.batch.ManualQueues;
import io.towerforge.operator.aws.ec2.LaunchTemplateManager;
import io.towerforge.operator.aws.ec2.NetworkCatalog;
import io.towerforge.operator.aws.ec2.NetworkInterfaceCatalog;
import io.towerforge.operator.aws.ec2.SecurityGroupManager;
import io.towerforge.operator.aws.ec2.SecurityRuleCatalog;
import io.towerforge.operator.aws.efs.EfsCatalog;
import io.towerforge.operator.aws.efs.EfsFileSystemManager;
import io.towerforge.operator.aws.efs.EfsList;
import io.towerforge.operator.aws.efs.EfsMountTargetManager;
import io.towerforge.operator.aws.fsx.LustreCatalog;
import io.towerforge.operator.aws.fsx.LustreFileSystemManager;
import io.towerforge.operator.aws.iam.IamRoleManager;
import io.towerforge.operator.aws.iam.InstanceProfileManager;
import io.towerforge.operator.aws.iam.RoleList;
import io.towerforge.operator.aws.logs.LogGroupManager;
import io.towerforge.operator.aws.ssm.ImageCatalog;
import io.towerforge.operator.aws.sts.CallerLookup;
import io.towerforge.operator.reconciler.Accounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Opens each account once, with one set of shared lists and budgets for everybody in it. The only place where managers and catalogs
 * are put together: the operator, the managers' tests and the simulated worlds all come here.
 */
public final class AwsAccounts implements Accounts {
    private final AwsClientFactory clients;
    private final String cluster;
    private final CallObserver observer;
    private final InstantSource clock;
    private final ConcurrentMap<String, AwsAccount> byRegion = new ConcurrentHashMap<>();
    private List<ResourceManager<?>> globalManagers = List.of();

    public AwsAccounts(AwsClientFactory clients, String cluster, CallObserver observer, InstantSource clock) {
        this.clients = clients;
        this.cluster = cluster;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public AwsAccount in(String region) {
        return byRegion.computeIfAbsent(region, this::open);
    }

    private AwsAccount open(String region) {
        AwsClients aws = clients.in(region, new CallMeter(clock, observer));
        BatchLists batch = new BatchLists(aws.of(BatchClient.class), clock);
        List<ResourceManager<?>> managers = new ArrayList<>(globalManagers(aws));
        managers.addAll(regionalManagers(aws, batch));
        return AwsAccount.of(
                new CallerLookup(aws.of(StsClient.class)).identity(), region, managers, catalogs(aws, batch));
    }

    /** IAM is one for all regions of an account, and so are its lists and its budget of calls. */
    private synchronized List<ResourceManager<?>> globalManagers(AwsClients aws) {
        if (globalManagers.isEmpty()) {
            IamClient iam = aws.of(IamClient.class);
            RoleList roles = new RoleList(iam, clock);
            globalManagers = List.of(new IamRoleManager(iam, roles), new InstanceProfileManager(iam, roles, clock));
        }
        return globalManagers;
    }

    private List<ResourceManager<?>> regionalManagers(AwsClients aws, BatchLists batch) {
        EfsList efs = new EfsList(aws.of(EfsClient.class), cluster, clock);
        return List.of(
                new SecurityGroupManager(aws.of(Ec2Client.class), cluster, clock),
                new EfsFileSystemManager(aws.of(EfsClient.class), efs),
                new EfsMountTargetManager(aws.of(EfsClient.class), efs, clock),
                new LogGroupManager(aws.of(CloudWatchLogsClient.class), clock),
                new LustreFileSystemManager(aws.of(FSxClient.class), cluster, clock),
                new LaunchTemplateManager(aws.of(Ec2Client.class), cluster, clock),
                new ComputeEnvironmentManager(aws.of(BatchClient.class), batch),
                new JobQueueManager(aws.of(BatchClient.class), batch));
    }

    private List<Catalog> catalogs(AwsClients aws, BatchLists batch) {
        return List.of(
                new ImageCatalog(aws.of(SsmClient.class), clock),
                new NetworkCatalog(aws.of(Ec2Client.class)),
                new SecurityRuleCatalog(aws.of(Ec2Client.class)),
                new NetworkInterfaceCatalog(aws.of(Ec2Client.class)),
                new EfsCatalog(aws.of(EfsClient.class), clock),
                new LustreCatalog(aws.of(FSxClient.class)),
                new ManualQueues(batch),
                new BatchQuota(batch));
    }
}
