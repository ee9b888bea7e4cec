package io.towerforge.operator.aws;

import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mark of a stack on what it owns in AWS. Nothing is changed or deleted that does not carry it, and nothing is made under a
 * name that somebody else's resource has.
 *
 * @param cluster which cluster's operator
 * @param uid which custom resource
 */
public record Mark(String cluster, String uid) {
    /** The reason of the failure when something carries no mark of ours, or another one's. */
    public static final String CONFLICT = "Conflict";

    /**
     * The mark among these tags.
     *
     * @throws AwsFailure {@link ErrorClass#CONFLICT} when there is none
     */
    public static Mark in(Tags tags, ResourceId id) {
        String cluster = tags == null ? null : tags.all().get(Tags.CLUSTER);
        String uid = tags == null ? null : tags.all().get(Tags.UID);
        if (cluster == null || uid == null) {
            throw conflict(id);
        }
        return new Mark(cluster, uid);
    }

    /**
     * Lets pass what carries this mark.
     *
     * @param tagsInAws the tags last seen on it
     * @throws AwsFailure {@link ErrorClass#CONFLICT} when it carries another mark or none
     */
    public void mustBeOn(ResourceId id, Map<String, String> tagsInAws) {
        if (!isOn(tagsInAws)) {
            throw conflict(id);
        }
    }

    /**
     * Makes something whose name must be free. That it exists and carries this mark is harmless: an answer was lost, or a list
     * lagged behind.
     *
     * @param known the tags of what was last seen under the name
     * @param now the tags of what is under the name, asked again
     * @throws AwsFailure {@link ErrorClass#CONFLICT} when the name is somebody else's, found out before the first attempt where
     *     {@code known} shows it
     */
    public void claim(
            ResourceId id,
            Supplier<Optional<Map<String, String>>> known,
            Supplier<Optional<Map<String, String>>> now,
            Runnable create) {
        Optional<Map<String, String>> holder = known.get();
        if (holder.isPresent()) {
            mustBeOn(id, holder.get());
            return;
        }
        try {
            create.run();
        } catch (AwsFailure e) {
            if (!e.reason().equals(ErrorTable.ALREADY_EXISTS)) {
                throw e;
            }
            mustBeOn(id, now.get().orElseThrow(() -> e));
        }
    }

    /** Something of ours as AWS lists it; until AWS shows what was just made, nothing can be built on it. */
    public static <R extends Resource> Observed<R> observed(R resource, boolean isShown) {
        return isShown
                ? new Observed<>(resource, Observed.State.READY, "")
                : new Observed<>(resource, Observed.State.IN_PROGRESS, "AWS has made it and does not show it yet");
    }

    /** Says that what is to be changed or deleted is not there any more: the next observation shows it, or not. */
    public static AwsFailure gone(ResourceId id) {
        return new AwsFailure(
                ErrorClass.NOT_YET,
                ErrorTable.NOT_FOUND,
                "The " + id + " is no longer there; it is made again if it is needed.",
                null);
    }

    /** Whether tags read from AWS are this mark. */
    public boolean isOn(Map<String, String> tagsInAws) {
        return cluster.equals(tagsInAws.get(Tags.CLUSTER)) && uid.equals(tagsInAws.get(Tags.UID));
    }

    private static AwsFailure conflict(ResourceId id) {
        return new AwsFailure(
                ErrorClass.CONFLICT,
                CONFLICT,
                "The " + id
                        + " exists and does not belong to this environment by its tags, so it was left alone. Delete or rename it in"
                        + " AWS if nobody needs it. If it is this environment's own and somebody took the tags off, put `"
                        + Tags.CLUSTER + "` and `" + Tags.UID + "` back.",
                null);
    }
}
