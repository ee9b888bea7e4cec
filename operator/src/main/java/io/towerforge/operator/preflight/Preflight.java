package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.EffectiveStatus;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.FactsBuilder;
import io.towerforge.operator.model.Grants;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what the spec leaves open, once, and checks what it names. What was chosen is remembered in {@code status.effective};
 * if that is lost, what the running environment uses is taken, so that a lost status never changes an environment.
 */
public final class Preflight {
    private static final RoomInBatch ROOM_IN_BATCH = new RoomInBatch();

    /** In this order: a later choice may use what an earlier one found. */
    private static final List<Choice> CHOICES = List.of(
            new NetworkChoice(),
            new ImageChoice(),
            new InstanceTypeChoice(),
            new StorageChoice(),
            new BucketChoice(),
            ROOM_IN_BATCH);

    /** In the order in which the findings are told. */
    private static final List<Check> CHECKS = List.of(
            ROOM_IN_BATCH,
            new InstanceTypesFit(),
            new FastStorageTypes(),
            new FargateTakesTheNetwork(),
            new NamedRolesExist(),
            new KeyPairExists(),
            new BucketsExist(),
            new FileSystemsHaveNames(),
            new EfsStaysInItsNetwork(),
            new EfsCanBeMounted(),
            new LustreIsOffered(),
            new LustreStaysInItsNetwork(),
            new LustreCanBeMounted());

    private final AwsAccount account;
    private final AwsBatchComputeEnvironment object;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final Observation seen;
    private final @Nullable String rolePath;

    /**
     * @param spec the object's, with what its identity adds
     * @param rolePath the IAM path that its identity demands of roles; null for none
     */
    public Preflight(
            AwsAccount account,
            AwsBatchComputeEnvironment object,
            AwsBatchComputeEnvironmentSpec spec,
            Observation seen,
            @Nullable String rolePath) {
        this.account = account;
        this.object = object;
        this.spec = spec;
        this.seen = seen;
        this.rolePath = rolePath;
    }

    /** @param acceptedBefore whether an earlier pass found nothing wrong with this very spec, so that it need not be checked again */
    public Preparation prepare(Instant notOlderThan, boolean acceptedBefore) {
        Inquiry inquiry = new Inquiry(account, spec, seen, chosenBefore(), notOlderThan, acceptedBefore);
        List<String> findings = new ArrayList<>();
        Facts facts = factsForRemoval();
        for (Choice choice : CHOICES) {
            facts = choice.choose(inquiry, facts, findings::add);
        }
        for (Check check : CHECKS) {
            if (check.looksOnEveryPass() || !acceptedBefore) {
                findings.addAll(check.findings(inquiry, facts));
            }
        }
        return new Preparation(facts, findings);
    }

    /** What is known without reading or choosing anything: enough where nothing is to be built. */
    public Facts factsForRemoval() {
        return FactsBuilder.builder()
                .accountId(account.accountId())
                .partition(account.partition())
                .region(account.region())
                .image(new MachineImage("", ""))
                .headImage(new MachineImage("", ""))
                .vpcId("")
                .network(new ComputeEnvironment.Network(Set.of(), Set.of()))
                .instanceTypes(Set.of())
                .earlierGrants(earlierGrants(chosenBefore()))
                .rolePath(rolePath)
                .build();
    }

    /** Remembered rather than read from the role, where somebody's change by hand could not be told from an earlier spec. */
    private static Grants earlierGrants(@Nullable EffectiveStatus before) {
        return before == null || before.granted() == null
                ? Grants.NONE
                : new Grants(
                        Set.copyOf(before.granted().buckets()),
                        Set.copyOf(before.granted().jobRoleArns()),
                        Set.copyOf(before.granted().logGroups()));
    }

    private @Nullable EffectiveStatus chosenBefore() {
        return Optional.ofNullable(object.getStatus())
                .map(AwsBatchComputeEnvironmentStatus::effective)
                .orElse(null);
    }
}
