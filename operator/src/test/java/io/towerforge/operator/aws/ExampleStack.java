package io.towerforge.operator.aws;

import io.towerforge.operator.aws.account.TestNetwork;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.HiddenText;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.JobQueue.JobStateLimit;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LaunchTemplate.BootDisk;
import io.towerforge.operator.model.LaunchTemplate.Contents;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.RunningJobs;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.model.Variables;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One resource of every kind, as an environment of a user would have it. */
public final class ExampleStack {
    public static final StackId STACK =
            new StackId("prod", "6c5af927-9871-0a66-732d-bc856a10ff80", "genomics", "rnaseq", "3ISkGQv9Ka7XYJVtQ4gpRw");

    /** Another object, of another cluster, that takes over what {@link #STACK} has left. */
    public static final StackId ADOPTER = new StackId(
            "rebuilt", "fd1aedf8-4da3-d378-5aa9-4c59f78b1481", "genomics", "rnaseq", STACK.environmentId(), true);

    public static final StackId OTHER_STACK =
            new StackId("prod", "uid-2", "genomics", "sarek", "7hbMfGt1QvXq2Yz0aLkJ9d");

    private static final Map<String, String> LABELS = Map.of("team", "genomics", "cost-centre", "42");

    private ExampleStack() {}

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

    public static Secret secret() {
        return new Secret(
                "tower-" + STACK.environmentId() + "/LICENSE",
                "0123456789abcdef".repeat(2),
                new HiddenText("the licence"),
                tags("pipeline-secret"),
                null);
    }

    public static LaunchTemplate launchTemplate(String hash) {
        return new LaunchTemplate(
                STACK.prefix() + "-" + hash,
                new Contents(
                        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"==x==\"\n\n--==x==--\n",
                        new BootDisk(50, "gp3", 125),
                        tags("volume")),
                tags("launch-template"),
                null);
    }

    public static SecurityGroup securityGroup(TestNetwork network) {
        return new SecurityGroup(
                STACK.prefix() + "-storage-12345678",
                network.vpcId(),
                Set.of(SecurityGroup.Ingress.fromItself(new Ports(2049, 2049))),
                tags("storage-group"),
                null);
    }

    public static EfsFileSystem efsFileSystem() {
        return new EfsFileSystem(STACK.prefix(), true, "", tags("efs"), null);
    }

    public static LustreFileSystem lustreFileSystem(TestNetwork network) {
        return new LustreFileSystem(
                STACK.prefix(),
                1200,
                "SCRATCH_2",
                network.subnetIds().stream().sorted().findFirst().orElseThrow(),
                network.vpcId(),
                network.securityGroupIds(),
                Tags.of(STACK, "fsx", Map.of("Name", STACK.prefix(), "team", "genomics")),
                null,
                null);
    }

    /** A mount target in the first zone of the default VPC. */
    public static EfsMountTarget efsMountTarget(String fileSystemId, TestNetwork network) {
        String subnetId = network.subnetIds().stream().sorted().findFirst().orElseThrow();
        String zone = network.zoneOf(subnetId);
        return new EfsMountTarget(
                EfsMountTarget.idOf(STACK.prefix(), zone).name(),
                new EfsMountTarget.FileSystem(STACK.prefix(), fileSystemId),
                zone,
                subnetId,
                network.vpcId(),
                network.securityGroupIds(),
                tags("efs"),
                null);
    }

    public static ComputeEnvironment computeEnvironment(
            String suffix, String templateId, String profileArn, TestNetwork network) {
        return new ComputeEnvironment(
                STACK.prefix() + "-" + suffix,
                true,
                new Scaling(0, 256),
                new Instances(
                        new Purchase(true, "SPOT_PRICE_CAPACITY_OPTIMIZED", 60, null),
                        Set.of("m5", "c5"),
                        new MachineImage(network.ecsImage(), MachineImage.AMAZON_LINUX_2023),
                        new Network(network.subnetIds(), network.securityGroupIds()),
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

    private static String secretArn(String name) {
        return "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + STACK.secretPrefix() + name;
    }

    public static JobDefinition jobDefinition() {
        return new JobDefinition(
                JobDefinition.headOf(STACK),
                JobDefinition.Platform.EC2,
                new JobDefinition.Container(
                        "nextflow/nextflow:25.10.0",
                        List.of("bash", "-c", "nextflow run \"$1\"", "head", "Ref::pipeline"),
                        1,
                        4096,
                        new Variables(Map.of("NXF_ANSI_LOG", "false", "HOSTILE", "it's $HOME \"quoted\"\nand `more`")),
                        Map.of("LICENSE", secretArn("LICENSE")),
                        "arn:aws:iam::111122223333:role/head",
                        "arn:aws:iam::111122223333:role/" + STACK.prefix() + "-ExecutionRole",
                        Map.of(JobDefinition.Container.LOG_GROUP, STACK.prefix(), "awslogs-region", "eu-west-1"),
                        Set.of("/mnt/efs")),
                Map.of("pipeline", "nextflow-io/hello"),
                tags("head-job"),
                true,
                0);
    }
}
