package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.plan.Takeover;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose an environment is that an object asks for: nothing is taken from an object that is still there, nor out of another namespace. */
final class Claims {
    /** Who has asked first; by UID where that is the same second. */
    private static final Comparator<AwsBatchComputeEnvironment> BY_AGE = Comparator.comparing(
                    (AwsBatchComputeEnvironment object) ->
                            Objects.toString(object.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(object -> object.getMetadata().getUid());

    private final Identities cluster;

    /** @param cluster for the environments that are in it */
    Claims(Identities cluster) {
        this.cluster = cluster;
    }

    /** @throws Refusal when somebody has a better claim to what is to be taken over */
    void mustBeFree(PassContext context, Takeover takeover) throws Refusal {
        mustBeOfTheNamespace(context, takeover);
        Set<String> uids = takeover.others().stream()
                .map(one -> one.resource().tags().all())
                .filter(tags -> context.stack().cluster().equals(tags.get(Tags.CLUSTER)))
                .map(tags -> tags.get(Tags.UID))
                .collect(Collectors.toSet());
        String id = context.stack().environmentId();
        Optional<AwsBatchComputeEnvironment> holder = cluster.environments().stream()
                .filter(other -> !other.getMetadata().getUid().equals(context.uid()))
                .filter(other -> holds(other, id)
                        || (!yields(other, id, context.object())
                                && (asksFor(other, id)
                                        || uids.contains(other.getMetadata().getUid()))))
                .findFirst();
        if (holder.isPresent()) {
            throw new Refusal(
                    Mark.CONFLICT,
                    "Environment " + id + " is that of AwsBatchComputeEnvironment '"
                            + holder.get().getMetadata().getName() + "' in namespace '"
                            + holder.get().getMetadata().getNamespace()
                            + "', which is still there; nothing was changed in AWS. Delete that object first, with"
                            + " `deletionPolicy: Retain`, or remove the annotation from this one.");
        }
    }

    private static void mustBeOfTheNamespace(PassContext context, Takeover takeover) throws Refusal {
        String namespace = context.stack().namespace();
        Optional<Observed<?>> foreign = takeover.others().stream()
                .filter(one -> !namespace.equals(one.resource().tags().all().get(Tags.NAMESPACE)))
                .findFirst();
        if (foreign.isPresent()) {
            throw new Refusal(
                    Mark.CONFLICT,
                    "The " + foreign.get().id() + " was made for namespace '"
                            + foreign.get().resource().tags().all().get(Tags.NAMESPACE)
                            + "', and an environment is adopted in its own namespace only; nothing was changed in AWS. Create the object"
                            + " there, or have somebody who may write in AWS set the tag `" + Tags.NAMESPACE
                            + "` of everything of this environment to '" + namespace + "'.");
        }
    }

    /** Whether it is an object's environment already. */
    private static boolean holds(AwsBatchComputeEnvironment other, String id) {
        Adoption adoption = Adoption.of(other);
        return adoption.asked() == null
                ? adoption.own().equals(id) || id.equals(Adoption.recordedId(other))
                : adoption.recorded() && adoption.asked().equals(id);
    }

    private static boolean asksFor(AwsBatchComputeEnvironment other, String id) {
        return id.equals(Adoption.of(other).asked());
    }

    /** Whether another object that has asked for the same and has not got it all yet must leave it to this one. */
    private static boolean yields(AwsBatchComputeEnvironment other, String id, AwsBatchComputeEnvironment object) {
        return asksFor(other, id) && BY_AGE.compare(object, other) < 0;
    }
}
