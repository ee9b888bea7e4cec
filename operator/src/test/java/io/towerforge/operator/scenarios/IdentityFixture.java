package io.towerforge.operator.scenarios;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AssumeRole;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.operator.world.FakeIdentities;
import io.towerforge.simulator.SimulatedAws;
import java.time.Duration;
import java.util.List;

/** One environment, an identity that it may use, and the account the identity leads to. */
abstract class IdentityFixture {
    static final String NAME = "research";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String ROLE = "arn:aws:iam::444455556666:role/Forge";

    static final AllowedNamespaces GENOMICS = new AllowedNamespaces(List.of(FakeCluster.NAMESPACE), null);
    static final AwsIdentitySpec BY_ROLE = AwsIdentitySpecBuilder.builder()
            .allowedNamespaces(GENOMICS)
            .assumeRole(new AssumeRole(ROLE, "genomics-42", null))
            .build();

    final Story story = Story.begins();
    final FakeIdentities identities = story.world().identities();

    void environmentOf(String identity) {
        story.world().cluster().apply(Story.NAME, Story.SPOT.withIdentityName(identity));
        story.world().wake();
        story.passes(Duration.ofMinutes(4));
    }

    SimulatedAws account(String id) {
        return story.world().keys().account(id).inRegion("eu-west-1");
    }

    AwsIdentityStatus status() {
        return identities.read(NAME).orElseThrow().getStatus();
    }

    String ready() {
        return condition("Ready").status().value() + "/" + condition("Ready").reason();
    }

    Condition condition(String type) {
        return status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
