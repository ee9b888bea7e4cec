package io.towerforge.simulator.ssm;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.ec2.Network;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The public parameters that name the newest ECS-optimised images (Amazon ECS developer guide, "Retrieving Amazon
 * ECS-optimized Linux AMI metadata"). Each exists as a JSON document and, below it, as the bare image id.
 */
public final class Ssm implements SimulatedService {
    private static final String ROOT = "/aws/service/ecs/optimized-ami/";

    private final Network network;

    /** The parameters for the images of a network, as they are when they are asked for. */
    public Ssm(Network network) {
        this.network = network;
    }

    @Override
    public Service service() {
        return Service.SSM;
    }

    @Override
    public Class<SsmClient> clientType() {
        return SsmClient.class;
    }

    @Override
    public SsmClient client(Gateway gateway) {
        return new SimulatedSsmClient(gateway, this);
    }

    @Nullable
    String value(String name) {
        Map<String, String> parameters = new TreeMap<>();
        network.ecsOptimizedImages().forEach((variant, imageId) -> {
            String parameter = ROOT + variant + "/recommended";
            parameters.put(parameter + "/image_id", imageId);
            parameters.put(parameter, document(variant, imageId));
        });
        return parameters.get(name);
    }

    private static String document(String variant, String imageId) {
        return String.format(
                Locale.ROOT,
                "{\"schema_version\":1,\"image_name\":\"ecs-optimized-%s\",\"image_id\":\"%s\",\"os\":\"%s\","
                        + "\"ecs_runtime_version\":\"Docker version 25.0.8\",\"ecs_agent_version\":\"1.97.1\"}",
                variant.replace('/', '-'),
                imageId,
                variant.startsWith("amazon-linux-2023") ? "Amazon Linux 2023" : "Amazon Linux 2");
    }
}
