package io.towerforge.simulator;

import io.towerforge.simulator.batch.Batch;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.ec2.Ec2;
import io.towerforge.simulator.ec2.Network;
import io.towerforge.simulator.efs.Efs;
import io.towerforge.simulator.fsx.Fsx;
import io.towerforge.simulator.iam.Iam;
import io.towerforge.simulator.logs.Logs;
import io.towerforge.simulator.s3.Buckets;
import io.towerforge.simulator.s3.S3;
import io.towerforge.simulator.secrets.SecretsManager;
import io.towerforge.simulator.ssm.Ssm;
import io.towerforge.simulator.sts.Sts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
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

/**
 * An AWS account in one Region, in memory; {@link #inRegion} is the same account in another one. It answers through the SDK's
 * client interfaces as AWS does, including what AWS refuses and what it does later, and shows its insides to tests: the calls it
 * received, everything that exists in it, and how every job ended. Thread-safe. Time passes only on the given clock, and nothing
 * happens in the background.
 */
public final class SimulatedAws {
    /** Who calls through the clients that {@link #batch()}, {@link #ec2()} and the others return. */
    public static final String DEFAULT_ACTOR = "default";

    /** Who calls when {@link #submit} is used: the pipeline whose jobs they are. */
    public static final String PIPELINE_ACTOR = "pipeline";

    private final Simulation simulation;
    private final Iam iam;
    private final Buckets buckets;
    private final ConcurrentMap<String, SimulatedAws> regions;
    private final Ec2 ec2;
    private final Batch batch;
    private final Fsx fsx;
    private final List<SimulatedService> services;
    private final AwsClients clients;
    private final BatchClient pipeline;

    private SimulatedAws(Simulation simulation, Iam iam, Buckets buckets, ConcurrentMap<String, SimulatedAws> regions) {
        this.simulation = simulation;
        this.iam = iam;
        this.buckets = buckets;
        this.regions = regions;
        ec2 = new Ec2(simulation);
        batch = new Batch(simulation, iam, ec2);
        fsx = new Fsx(simulation, ec2.network());
        services = List.of(
                batch,
                ec2,
                iam,
                new S3(buckets),
                new Ssm(ec2.network()),
                new Sts(),
                new Logs(simulation),
                new SecretsManager(simulation),
                new Efs(simulation, ec2.network()),
                fsx);
        clients = as(DEFAULT_ACTOR);
        pipeline = as(PIPELINE_ACTOR).batch();
    }

    static SimulatedAws open(Simulation simulation) {
        ConcurrentMap<String, SimulatedAws> regions = new ConcurrentHashMap<>();
        SimulatedAws home = new SimulatedAws(simulation, new Iam(simulation), new Buckets(), regions);
        regions.put(simulation.account().region(), home);
        return home;
    }

    /**
     * The same account in another Region. IAM, S3's buckets, time, the call log and the interceptors are the account's; everything else is the
     * Region's own (AWS General Reference, "Regional endpoints").
     *
     * @param region the Region's code
     */
    public SimulatedAws inRegion(String region) {
        return regions.computeIfAbsent(
                region, code -> new SimulatedAws(simulation.inRegion(code), iam, buckets, regions));
    }

    /** Starts to describe an account. */
    public static SimulatedAwsBuilder builder() {
        return new SimulatedAwsBuilder();
    }

    /**
     * Clients of the same account for somebody else, whose calls bear that name in the call log.
     *
     * @param actor who calls
     */
    public AwsClients as(String actor) {
        Map<Class<?>, SdkClient> byType = new HashMap<>();
        services.forEach(one -> byType.put(one.clientType(), one.client(simulation.gateway(one.service(), actor))));
        return new AwsClients(byType);
    }

    /** The default actor's client of AWS Batch. */
    public BatchClient batch() {
        return clients.batch();
    }

    /** The default actor's client of Amazon EC2. */
    public Ec2Client ec2() {
        return clients.ec2();
    }

    /** The default actor's client of IAM. */
    public IamClient iam() {
        return clients.iam();
    }

    /** The default actor's client of Amazon S3. */
    public S3Client s3() {
        return clients.s3();
    }

    /** The default actor's client of AWS Systems Manager. */
    public SsmClient ssm() {
        return clients.ssm();
    }

    /** The default actor's client of AWS STS. */
    public StsClient sts() {
        return clients.sts();
    }

    /** The default actor's client of Amazon CloudWatch Logs. */
    public CloudWatchLogsClient logs() {
        return clients.logs();
    }

    /** The default actor's client of AWS Secrets Manager. */
    public SecretsManagerClient secrets() {
        return clients.secrets();
    }

    /** The default actor's client of Amazon EFS. */
    public EfsClient efs() {
        return clients.efs();
    }

    /** The default actor's client of Amazon FSx. */
    public FSxClient fsx() {
        return clients.fsx();
    }

    /** FSx itself, for whoever plays AWS. */
    public Fsx fileSystems() {
        return fsx;
    }

    /**
     * The calls received since the start or the last {@link #clearCalls()}, in the order of arrival; of very many, the newest
     * million.
     */
    public List<Call> calls() {
        return simulation.calls();
    }

    /** Forgets the calls received; the numbering goes on. */
    public void clearCalls() {
        simulation.clearCalls();
    }

    /** Installs an interceptor around every call, inside those already installed. */
    public void interceptor(Interceptor interceptor) {
        simulation.add(interceptor);
    }

    /** Takes an interceptor away; does nothing if it is not installed. */
    public void removeInterceptor(Interceptor interceptor) {
        simulation.remove(interceptor);
    }

    /**
     * Everything that exists and costs or counts, as it is and not as a lagging read would show it, sorted by kind and name. What
     * the account had at its start is not in it (the network, images, service-linked roles), nor are jobs and job definitions.
     */
    public List<LiveObject> objects() {
        return simulation.look(() -> {
            List<LiveObject> objects = new ArrayList<>();
            services.forEach(service -> objects.addAll(service.objects()));
            objects.sort(Comparator.comparing(LiveObject::kind).thenComparing(LiveObject::name));
            return List.copyOf(objects);
        });
    }

    /** Every job ever submitted, in the order of submission. */
    public List<JobRecord> jobs() {
        return simulation.look(batch::jobRecords);
    }

    /**
     * Registers a job definition, unless it exists, and submits a job of it, both through a client of {@link #PIPELINE_ACTOR}.
     *
     * @param queue the queue's name or ARN
     * @param name the job's name
     * @param vcpus how many vCPUs it needs
     * @param runTime how long it runs, or null to let it run until {@link #finish}
     * @return the job's id
     */
    public String submit(String queue, String name, int vcpus, @Nullable Duration runTime) {
        return batch.submit(pipeline, queue, name, vcpus, runTime);
    }

    /**
     * Lets a running job succeed.
     *
     * @throws IllegalStateException if the job is not running
     */
    public void finish(String jobId) {
        simulation.look(() -> batch.finish(jobId));
    }

    /**
     * Takes the instances of a compute environment away, as a Spot interruption does; their jobs die.
     *
     * @param computeEnvironment the environment's name
     */
    public void loseInstances(String computeEnvironment) {
        simulation.look(() -> batch.loseInstances(computeEnvironment));
    }

    /**
     * Makes a compute environment INVALID for a reason outside of its settings: at once when it is settled, otherwise, or if it
     * does not exist yet, when it next settles. The next update mends it, if its settings are sound.
     *
     * @param computeEnvironment the environment's name
     * @param statusReason the reason, such as {@code CLIENT_ERROR - Clusters can not be blank.}
     */
    public void invalidate(String computeEnvironment, String statusReason) {
        simulation.look(() -> batch.invalidate(computeEnvironment, statusReason));
    }

    /** The twelve-digit account number. */
    public String accountId() {
        return simulation.account().id();
    }

    /** The buckets of S3, to which tests may do what their owners can. */
    public Buckets buckets() {
        return buckets;
    }

    /** The network, key pairs and images, to which tests may add. */
    public Network network() {
        return ec2.network();
    }
}
