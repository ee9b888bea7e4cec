package io.towerforge.simulator.fsx;

import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.TagRules;
import io.towerforge.simulator.ec2.Network;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.fsx.FSxClient;
import software.amazon.awssdk.services.fsx.model.CreateFileSystemRequest;
import software.amazon.awssdk.services.fsx.model.FileSystemLifecycle;
import software.amazon.awssdk.services.fsx.model.FileSystemType;
import software.amazon.awssdk.services.fsx.model.Tag;

/** Amazon FSx of a Region: file systems for Lustre. */
public final class Fsx implements SimulatedService {
    private static final int SMALLEST = 1200;
    private static final int STEP = 2400;

    private final Simulation simulation;
    private final Network network;
    private final EventualMap<LustreState> fileSystems;
    private final Map<String, Integer> creationsByToken = new HashMap<>();

    public Fsx(Simulation simulation, Network network) {
        this.simulation = simulation;
        this.network = network;
        this.fileSystems = new EventualMap<>(
                simulation.timeline(), simulation.timings().storage().lustreLag());
    }

    @Override
    public Service service() {
        return Service.FSX;
    }

    @Override
    public Class<FSxClient> clientType() {
        return FSxClient.class;
    }

    @Override
    public FSxClient client(Gateway gateway) {
        return new SimulatedFsxClient(gateway, this);
    }

    @Override
    public List<LiveObject> objects() {
        return fileSystems.latest().stream()
                .map(one -> new LiveObject(
                        "AWS::FSx::FileSystem",
                        one.tags().getOrDefault("Name", one.id()),
                        one.id(),
                        one.lifecycle().toString(),
                        Collections.unmodifiableMap(one.tags()),
                        attributes(one)))
                .toList();
    }

    /** Makes a file system fail, as AWS says of one it could not make. */
    public void fail(String id, String why) {
        simulation.look(() -> {
            put(existing(id).with(FileSystemLifecycle.FAILED, why));
            return id;
        });
    }

    List<LustreState> seen() {
        return fileSystems.seen();
    }

    LustreState seen(String id) {
        LustreState one = fileSystems.seen(id);
        if (one == null) {
            throw notFound(id);
        }
        return one;
    }

    String arn(LustreState one) {
        return simulation.account().arn("fsx", "file-system/" + one.id());
    }

    String dnsName(LustreState one) {
        return one.id() + ".fsx." + simulation.account().region() + ".amazonaws.com";
    }

    String ownerId() {
        return simulation.account().id();
    }

    /** The same token with the same parameters is the same file system, and with others a mistake. */
    LustreState create(CreateFileSystemRequest request) {
        String token =
                request.clientRequestToken() == null ? simulation.identifiers().uuid() : request.clientRequestToken();
        for (LustreState present : fileSystems.latest()) {
            if (token.equals(present.request().clientRequestToken())) {
                if (!present.request().equals(request)) {
                    throw Service.FSX.error(
                            400,
                            "IncompatibleParameterError",
                            "The client request token was used before, with other parameters.");
                }
                return present;
            }
        }
        String vpcId = check(request);
        Map<String, String> tags = map(request.tags());
        checkTags(tags);
        LustreState made = new LustreState(
                simulation.identifiers().named("fs", token, creationsByToken.merge(token, 1, Integer::sum)),
                request.toBuilder().clientRequestToken(token).build(),
                vpcId,
                request.storageCapacity(),
                tags,
                FileSystemLifecycle.CREATING,
                "",
                simulation.timeline().now());
        put(made);
        network.attach(
                made.networkInterface(),
                request.securityGroupIds().isEmpty()
                        ? List.of(network.defaultSecurityGroup(vpcId))
                        : request.securityGroupIds());
        settle(made.id(), simulation.timings().storage().lustreCreation(), FileSystemLifecycle.CREATING, one -> one);
        return made;
    }

    LustreState grow(String id, @Nullable Integer capacity) {
        LustreState one = existing(id);
        if (one.lifecycle() != FileSystemLifecycle.AVAILABLE) {
            throw badRequest("File system '" + id + "' is " + one.lifecycle() + ".");
        }
        if (capacity == null || capacity <= one.capacity() || capacity % STEP != 0) {
            throw badRequest("The storage capacity can only grow, to a multiple of " + STEP + " GiB.");
        }
        put(one.with(FileSystemLifecycle.UPDATING, ""));
        settle(
                id,
                simulation.timings().storage().lustreUpdate(),
                FileSystemLifecycle.UPDATING,
                updating -> updating.withCapacity(capacity));
        return existing(id);
    }

    LustreState delete(String id) {
        LustreState one = existing(id);
        if (one.lifecycle() != FileSystemLifecycle.DELETING) {
            put(one.with(FileSystemLifecycle.DELETING, ""));
            simulation.timeline().after(simulation.timings().storage().lustreDeletion(), () -> {
                fileSystems.remove(id);
                network.detach(one.networkInterface());
            });
        }
        return one.with(FileSystemLifecycle.DELETING, "");
    }

    void retag(String arn, UnaryOperator<Map<String, String>> change) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        LustreState one = fileSystems.latest(id);
        if (one == null) {
            throw Service.FSX.error(400, "ResourceNotFound", "The resource '" + arn + "' does not exist.");
        }
        Map<String, String> all = change.apply(new TreeMap<>(one.tags()));
        checkTags(all);
        put(one.withTags(all));
    }

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }

    private String check(CreateFileSystemRequest request) {
        if (request.fileSystemType() != FileSystemType.LUSTRE || request.lustreConfiguration() == null) {
            throw Service.FSX.error(
                    400, "MissingFileSystemConfiguration", "A file system for Lustre needs its configuration.");
        }
        Integer capacity = request.storageCapacity();
        if (capacity == null || capacity != SMALLEST && (capacity < STEP || capacity % STEP != 0)) {
            throw badRequest("The storage capacity must be " + SMALLEST + " GiB or a multiple of " + STEP + " GiB.");
        }
        if (request.subnetIds().size() != 1) {
            throw badRequest("A file system for Lustre is in exactly one subnet.");
        }
        Subnet subnet = network.findSubnet(request.subnetIds().get(0)).orElse(null);
        boolean groupsExist = request.securityGroupIds().stream().allMatch(network::hasSecurityGroup);
        if (subnet == null || !groupsExist) {
            throw Service.FSX.error(
                    400, "InvalidNetworkSettings", "The subnet or a security group does not exist in this VPC.");
        }
        return subnet.vpcId();
    }

    private void settle(String id, Duration after, FileSystemLifecycle from, UnaryOperator<LustreState> change) {
        simulation.timeline().after(after, () -> {
            LustreState one = fileSystems.latest(id);
            if (one != null && one.lifecycle() == from) {
                put(change.apply(one).with(FileSystemLifecycle.AVAILABLE, ""));
            }
        });
    }

    private LustreState existing(String id) {
        LustreState one = fileSystems.latest(id);
        if (one == null) {
            throw notFound(id);
        }
        return one;
    }

    private void put(LustreState one) {
        fileSystems.put(one.id(), one);
    }

    private static Map<String, Object> attributes(LustreState one) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("storageCapacity", one.capacity());
        attributes.put("deploymentType", one.request().lustreConfiguration().deploymentTypeAsString());
        attributes.put("fileSystemTypeVersion", String.valueOf(one.request().fileSystemTypeVersion()));
        attributes.put("subnetId", one.request().subnetIds().get(0));
        return attributes;
    }

    private static void checkTags(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw badRequest(violation);
        });
    }

    private static RuntimeException badRequest(String message) {
        return Service.FSX.error(400, "BadRequest", message);
    }

    private static RuntimeException notFound(String id) {
        return Service.FSX.error(400, "FileSystemNotFound", "File system '" + id + "' does not exist.");
    }
}
