package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallMeter;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.aws.ResourceManager;
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
import io.towerforge.operator.reconciler.Accounts;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;

/** Opens each account once, with one set of shared lists and budgets for everybody in it. */
public final class AwsAccounts implements Accounts {
    private final AwsClientFactory clients;
    private final String cluster;
    private final CallObserver observer;
    private final InstantSource clock;
    private final ConcurrentMap<String, AwsAccount> byRegion = new ConcurrentHashMap<>();
    private List<ResourceManager<?>> iamManagers = List.of();

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
        BatchLists batch = new BatchLists(aws.batch(), clock);
        List<ResourceManager<?>> iam = iamManagers(aws.iam());
        List<ResourceManager<?>> managers = List.of(
                iam.get(0),
                iam.get(1),
                new LogGroupManager(aws.logs(), clock),
                new LaunchTemplateManager(aws.ec2(), cluster, clock),
                new ComputeEnvironmentManager(aws.batch(), batch),
                new JobQueueManager(aws.batch(), batch));
        return new AwsAccount(
                new CallerLookup(aws.sts()).identity(),
                region,
                managers.stream()
                        .collect(Collectors.toMap(manager -> (ResourceKind) manager.kind(), Function.identity())),
                new ImageCatalog(aws.ssm(), clock),
                new NetworkCatalog(aws.ec2()),
                new ManualQueues(batch),
                new BatchQuota(batch));
    }

    /** IAM is one for all regions of an account, and so are its lists and its budget of calls. */
    private synchronized List<ResourceManager<?>> iamManagers(IamClient iam) {
        if (iamManagers.isEmpty()) {
            RoleList roles = new RoleList(iam, clock);
            iamManagers = List.of(new IamRoleManager(iam, roles), new InstanceProfileManager(iam, roles, clock));
        }
        return iamManagers;
    }
}
