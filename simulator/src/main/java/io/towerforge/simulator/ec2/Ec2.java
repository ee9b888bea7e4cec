package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Documents;
import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** EC2 of the account: launch templates and volumes on top of a given {@link Network}. */
public final class Ec2 implements SimulatedService {
    private final Simulation simulation;
    private final Network network;
    private final LaunchTemplates templates;
    private final Volumes volumes;

    public Ec2(Simulation simulation) {
        this.simulation = simulation;
        this.network = new Network(simulation);
        this.templates = new LaunchTemplates(simulation);
        this.volumes = new Volumes(simulation);
    }

    @Override
    public Service service() {
        return Service.EC2;
    }

    @Override
    public Class<Ec2Client> clientType() {
        return Ec2Client.class;
    }

    @Override
    public Ec2Client client(Gateway gateway) {
        return new SimulatedEc2Client(gateway, templates, network, volumes);
    }

    /** The network, to which tests may add. */
    public Network network() {
        return network;
    }

    /**
     * What a launch template says, if it exists now and could be read by other services at that moment; otherwise null.
     *
     * @param id the template's id, or null to go by name
     * @param name the template's name
     * @param version a number, {@code $Latest} or {@code $Default}
     * @param at when the other service read it
     */
    public @Nullable ResponseLaunchTemplateData launchTemplateData(
            @Nullable String id, @Nullable String name, String version, Instant at) {
        Instant horizon = at.minus(simulation.timings().launchTemplateLag());
        for (LaunchTemplateState template : templates.all()) {
            if (id == null ? template.name().equals(name) : template.id().equals(id)) {
                LaunchTemplateState.Version found = template.version(version);
                return found == null || found.createdAt().isAfter(horizon) ? null : found.data();
            }
        }
        return null;
    }

    /** The launch templates, the volumes, and the security groups made through the API. */
    @Override
    public List<LiveObject> objects() {
        List<LiveObject> objects = new ArrayList<>(network.groups().objects());
        objects.addAll(volumes.objects());
        for (LaunchTemplateState template : templates.all()) {
            Map<String, Object> attributes = new TreeMap<>();
            attributes.put("defaultVersionNumber", template.defaultVersion());
            attributes.put(
                    "versions",
                    template.versions().stream().map(Ec2::attributes).toList());
            objects.add(new LiveObject(
                    "AWS::EC2::LaunchTemplate",
                    template.name(),
                    template.id(),
                    "",
                    Collections.unmodifiableMap(template.tags()),
                    Collections.unmodifiableMap(attributes)));
        }
        objects.sort(Comparator.comparing(LiveObject::name));
        return objects;
    }

    private static Map<String, Object> attributes(LaunchTemplateState.Version version) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("versionNumber", version.number());
        attributes.put("versionDescription", version.description() == null ? "" : version.description());
        attributes.put("launchTemplateData", Documents.view(version.data()));
        return attributes;
    }
}
