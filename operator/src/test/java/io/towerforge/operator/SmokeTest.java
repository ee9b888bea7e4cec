package io.towerforge.operator;

import io.towerforge.api.v1alpha1.*;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.*;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void creates() {
        for (Timings t : java.util.List.of(Timings.none(), Timings.realistic())) {
            World world = new World(t);
            var spec = AwsBatchComputeEnvironmentSpecBuilder.builder()
                    .region("eu-west-1")
                    .workDirectory("s3://acme-nextflow/work")
                    .forge(ForgeSpecBuilder.builder().maxCpus(256).build())
                    .build();
            world.cluster().apply("rnaseq", spec);
            for (int i = 0; i < 25; i++) {
                world.step();
                var s = world.cluster().find("rnaseq").get().getStatus();
                System.out.println(world.clock().instant() + " "
                        + world.aws().calls().size() + " "
                        + s.conditions().stream()
                                .map(c -> c.type() + "=" + c.status().value() + "/" + c.reason() + " " + c.message())
                                .toList()
                        + s.plan());
                if (s.conditions().get(0).status() == ConditionStatus.TRUE) break;
            }
            System.out.println(
                    world.aws().calls().stream().map(c -> c.operation()).toList());
            System.out.println(world.cluster().writes());
            System.out.println(world.cluster().find("rnaseq").get().getStatus().resources());
            System.out.println(world.cluster().configMap("rnaseq-nextflow"));
            int before = world.aws().calls().size();
            world.step();
            world.step();
            System.out.println(world.aws().calls().stream()
                    .skip(before)
                    .map(c -> c.operation())
                    .toList());
            world.cluster().delete("rnaseq");
            world.wake();
            for (int i = 0; i < 45 && world.cluster().find("rnaseq").isPresent(); i++) {
                var s = world.cluster().find("rnaseq").get().getStatus();
                System.out.println(world.clock().instant() + " "
                        + world.aws().calls().size() + " "
                        + s.conditions().stream()
                                .map(c -> c.type() + "=" + c.status().value() + "/" + c.reason() + " " + c.message())
                                .toList()
                        + s.plan());
                world.step();
            }
            System.out.println(world.clock().instant() + " " + world.aws().objects());
            System.out.println(world.aws().calls().stream()
                    .filter(c -> c.errorCode() != null)
                    .toList());
            System.out.println(world.cluster().events());
        }
    }
}
