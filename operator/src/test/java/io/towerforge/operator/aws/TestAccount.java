package io.towerforge.operator.aws;

import io.towerforge.operator.AwsAccounts;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LaunchTemplate.BootDisk;
import io.towerforge.operator.model.LaunchTemplate.Contents;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** A simulated account on a clock of its own, and one resource of every kind as an environment of a user would have it. */
public final class TestAccount {
    public static final StackId STACK = new StackId("prod", "uid-1", "genomics", "rnaseq", "3ISkGQv9Ka7XYJVtQ4gpRw");
    public static final StackId OTHER_STACK =
            new StackId("prod", "uid-2", "genomics", "sarek", "7hbMfGt1QvXq2Yz0aLkJ9d");

    private static final Map<String, String> LABELS = Map.of("team", "genomics", "cost-centre", "42");
    private static final String OPERATOR = "operator";

    public final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    public final SimulatedAws aws;

    public TestAccount(Timings timings) {
        aws = SimulatedAws.builder().clock(clock).timings(timings).build();
    }

    /** The operator's clients. */
    public AwsClients operator() {
        return aws.as(OPERATOR);
    }

    /** The account as an operator sees it that has just started. */
    public AwsAccount open() {
        return new AwsAccounts((region, meter) -> operator()::of, STACK.cluster(), CallObserver.NONE, clock)
                .in("eu-west-1");
    }

    /** Somebody else in the same account. */
    public AwsClients somebody() {
        return aws.as("somebody");
    }

    /** The calls with which the operator changed something, or tried to. */
    public List<Call> writes() {
        return aws.calls().stream()
                .filter(call -> call.write() && call.actor().equals(OPERATOR))
                .toList();
    }

    /** Long enough for every read to show every write. */
    public void catchUp() {
        clock.advance(Duration.ofSeconds(30));
    }

    public static Tags tags(String resource) {
        return Tags.of(STACK, resource, LABELS);
    }

    public static Tags otherTags(String resource) {
        return Tags.of(STACK, resource, Map.of("team", "proteomics"));
    }

    public static IamRole instanceRole() {
        return new IamRole(
                STACK.prefix() + "-InstanceRole",
                Policy.trust("ec2.amazonaws.com"),
                Set.of("arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"),
                Map.of(
                        "buckets",
                        Policy.of(
                                Statement.allow(
                                        "Objects",
                                        Set.of("s3:GetObject", "s3:PutObject"),
                                        Set.of("arn:aws:s3:::acme-work/*")),
                                new Statement(
                                        "List",
                                        Set.of("s3:ListBucket"),
                                        Set.of("arn:aws:s3:::acme-work"),
                                        Set.of(),
                                        Map.of("StringLike s3:prefix", Set.of("a+b/*", "c d/*")))),
                        "logs",
                        Policy.of(Statement.allow("", Set.of("logs:PutLogEvents"), Set.of("*")))),
                tags("instance-role"),
                null);
    }

    public static InstanceProfile instanceProfile() {
        return new InstanceProfile(
                STACK.prefix() + "-InstanceRole", instanceRole().name(), tags("instance-profile"), null);
    }

    public static LogGroup logGroup() {
        return new LogGroup(STACK.prefix(), 30, tags("log-group"));
    }

    public static LaunchTemplate launchTemplate(String hash) {
        return new LaunchTemplate(
                STACK.prefix() + "-" + hash,
                new Contents(
                        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"==x==\"\n\n--==x==--\n",
                        new BootDisk(50, "gp3", 125),
                        2,
                        tags("volume")),
                tags("launch-template"),
                null);
    }

    public SecurityGroup securityGroup() {
        return new SecurityGroup(
                STACK.prefix() + "-storage-12345678",
                aws.network().defaultVpcId(),
                Set.of(SecurityGroup.Ingress.fromItself(new Ports(2049, 2049))),
                tags("storage-group"),
                null);
    }

    public static EfsFileSystem efsFileSystem() {
        return new EfsFileSystem(STACK.prefix(), true, "", tags("efs"), null);
    }

    public LustreFileSystem lustreFileSystem() {
        String vpc = aws.network().defaultVpcId();
        return new LustreFileSystem(
                STACK.prefix(),
                1200,
                "SCRATCH_2",
                aws.network().subnetIds(vpc).get(0),
                vpc,
                Set.copyOf(aws.network().securityGroupIds(vpc)),
                Tags.of(STACK, "fsx", Map.of("Name", STACK.prefix(), "team", "genomics")),
                null,
                null);
    }

    /** A mount target in the first zone of the default VPC. */
    public EfsMountTarget efsMountTarget(String fileSystemId) {
        String vpc = aws.network().defaultVpcId();
        Subnet subnet =
                aws.network().findSubnet(aws.network().subnetIds(vpc).get(0)).orElseThrow();
        return new EfsMountTarget(
                EfsMountTarget.idOf(STACK.prefix(), subnet.availabilityZone()).name(),
                new EfsMountTarget.FileSystem(STACK.prefix(), fileSystemId),
                subnet.availabilityZone(),
                subnet.subnetId(),
                vpc,
                Set.copyOf(aws.network().securityGroupIds(vpc)),
                tags("efs"),
                null);
    }

    public ComputeEnvironment computeEnvironment(String suffix, String templateId, String profileArn) {
        String vpc = aws.network().defaultVpcId();
        return new ComputeEnvironment(
                STACK.prefix() + "-" + suffix,
                true,
                new Scaling(0, 256),
                new Instances(
                        new Purchase(true, "SPOT_PRICE_CAPACITY_OPTIMIZED", 60, null),
                        Set.of("m5", "c5"),
                        aws.network().ecsOptimizedImages().get("amazon-linux-2023"),
                        new Network(
                                Set.copyOf(aws.network().subnetIds(vpc)),
                                Set.copyOf(aws.network().securityGroupIds(vpc))),
                        profileArn,
                        new LaunchTemplateVersion(
                                launchTemplate("12345678").name(), templateId, LaunchTemplate.VERSION),
                        null,
                        tags("instance")),
                tags("compute-environment-work"),
                RunningJobs.FINISH,
                null);
    }

    public static JobQueue jobQueue(String... computeEnvironments) {
        return new JobQueue(
                STACK.prefix() + "-work",
                true,
                List.of(computeEnvironments),
                Set.of(
                        new JobStateLimit("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", 600),
                        new JobStateLimit("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", 600)),
                tags("job-queue-work"),
                null);
    }
}
