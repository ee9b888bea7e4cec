package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallMeter;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.aws.CallerIdentity;
import io.towerforge.operator.aws.Catalog;
import io.towerforge.operator.aws.RegionalService;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.batch.BatchLists;
import io.towerforge.operator.aws.batch.BatchQuota;
import io.towerforge.operator.aws.batch.ComputeEnvironmentManager;
import io.towerforge.operator.aws.batch.JobDefinitionManager;
import io.towerforge.operator.aws.batch.JobQueueManager;
import io.towerforge.operator.aws.batch.QueueLookup;
import io.towerforge.operator.aws.ec2.DetachedVolumeCatalog;
import io.towerforge.operator.aws.ec2.ImageDescriptions;
import io.towerforge.operator.aws.ec2.InstanceTypeCatalog;
import io.towerforge.operator.aws.ec2.KeyPairLookup;
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
import io.towerforge.operator.aws.iam.RoleLookup;
import io.towerforge.operator.aws.logs.LogGroupManager;
import io.towerforge.operator.aws.s3.BucketLookup;
import io.towerforge.operator.aws.secrets.SecretManager;
import io.towerforge.operator.aws.ssm.ImageCatalog;
import io.towerforge.operator.aws.sts.CallerLookup;
import io.towerforge.operator.reconciler.Accounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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

/**
 * Opens each account once for each identity, with one set of shared lists and budgets for everybody who comes by it. The only place where managers and catalogs
 * are put together: the operator, the managers' tests and the simulated worlds all come here.
 */
public final class AwsAccounts implements Accounts {
    private final AwsClientFactory clients;
    private final CallObserver observer;
    private final InstantSource clock;
    private final ConcurrentMap<String, AwsSession> sessions = new ConcurrentHashMap<>();

    public AwsAccounts(AwsClientFactory clients, CallObserver observer, InstantSource clock) {
        this.clients = clients;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public AwsAccount in(AwsAccess access, String region) {
        AwsSession session = session(access, region);
        return session.account(region, aws -> open(session, region, aws));
    }

    @Override
    public CallerIdentity whose(AwsAccess access, String region) {
        AwsSession session = sessions.get(access.identity());
        return session != null && session.isEnteredBy(access)
                ? caller(session.clients(region))
                : session(access, region).caller();
    }

    /** Credentials that are new are tried before they take the place of the old ones. */
    private AwsSession session(AwsAccess access, String region) {
        AwsSession session = sessions.get(access.identity());
        if (session != null && session.isEnteredBy(access)) {
            return session;
        }
        AtomicReference<AwsAccess> entry = new AtomicReference<>(access);
        Function<String, AwsClients> opener = code -> clients.in(entry::get, code, new CallMeter(clock, observer));
        AwsClients first = opener.apply(region);
        CallerIdentity caller = caller(first);
        return sessions.compute(access.identity(), (name, current) -> {
            if (current != null && current.caller().accountId().equals(caller.accountId())) {
                current.renew(access);
                return current;
            }
            return new AwsSession(entry, caller, opener, Map.of(region, first));
        });
    }

    private static CallerIdentity caller(AwsClients aws) {
        return new CallerLookup(aws.of(StsClient.class)).identity();
    }

    private AwsAccount open(AwsSession session, String region, AwsClients aws) {
        BatchLists batch = new BatchLists(aws.of(BatchClient.class), clock);
        AwsSession.Global iam = session.global(region, this::openGlobal);
        List<ResourceManager<?>> managers = new ArrayList<>(iam.managers());
        RegionalService fsx = new RegionalService("fsx", region);
        managers.addAll(regionalManagers(aws, batch, fsx));
        return AwsAccount.of(session.caller(), region, managers, catalogs(aws, region, batch, fsx, iam.roles()));
    }

    private AwsSession.Global openGlobal(AwsClients aws) {
        IamClient iam = aws.of(IamClient.class);
        RoleList roles = new RoleList(iam, clock);
        return new AwsSession.Global(
                roles, List.of(new IamRoleManager(iam, roles), new InstanceProfileManager(iam, roles, clock)));
    }

    private List<ResourceManager<?>> regionalManagers(AwsClients aws, BatchLists batch, RegionalService fsx) {
        EfsList efs = new EfsList(aws.of(EfsClient.class), clock);
        return List.of(
                new SecurityGroupManager(aws.of(Ec2Client.class), clock),
                new EfsFileSystemManager(aws.of(EfsClient.class), efs),
                new EfsMountTargetManager(aws.of(EfsClient.class), efs, clock),
                new LogGroupManager(aws.of(CloudWatchLogsClient.class), clock),
                new SecretManager(aws.of(SecretsManagerClient.class), clock),
                new LustreFileSystemManager(aws.of(FSxClient.class), fsx, clock),
                new LaunchTemplateManager(aws.of(Ec2Client.class), clock),
                new ComputeEnvironmentManager(aws.of(BatchClient.class), batch),
                new JobQueueManager(aws.of(BatchClient.class), batch),
                new JobDefinitionManager(aws.of(BatchClient.class), clock));
    }

    private List<Catalog> catalogs(
            AwsClients aws, String region, BatchLists batch, RegionalService fsx, RoleList roles) {
        return List.of(
                new ImageCatalog(aws.of(SsmClient.class), clock),
                new ImageDescriptions(aws.of(Ec2Client.class)),
                new InstanceTypeCatalog(aws.of(Ec2Client.class)),
                new KeyPairLookup(aws.of(Ec2Client.class)),
                new BucketLookup(aws.of(S3Client.class), region, clock),
                new NetworkCatalog(aws.of(Ec2Client.class)),
                new DetachedVolumeCatalog(aws.of(Ec2Client.class), clock),
                new SecurityRuleCatalog(aws.of(Ec2Client.class)),
                new NetworkInterfaceCatalog(aws.of(Ec2Client.class)),
                new EfsCatalog(aws.of(EfsClient.class), clock),
                new LustreCatalog(aws.of(FSxClient.class), fsx),
                new QueueLookup(batch),
                new BatchQuota(batch),
                new RoleLookup(roles));
    }
}
