package io.towerforge.operator.reconciler;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.DetachedVolumes;
import io.towerforge.operator.model.DetachedVolume;
import io.towerforge.operator.reconciler.Cluster.EventType;
import io.towerforge.operator.status.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EBS volumes that outlived their instances: deleted where the spec says so, else told about. Nothing depends on it, so that it never
 * makes an environment less than ready.
 */
public final class VolumeSweep {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeSweep.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    private final Cluster cluster;
    private final ConcurrentMap<String, List<DetachedVolume>> left = new ConcurrentHashMap<>();

    VolumeSweep(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How many detached volumes all environments have left, as last seen. */
    public int count() {
        return left.values().stream().mapToInt(List::size).sum();
    }

    void forget(String uid) {
        left.remove(uid);
    }

    /**
     * Of an environment that is to exist: those that have been there for as long as the spec says.
     *
     * @param now whether to look at this moment; otherwise what was seen within the hour will do
     */
    List<DetachedVolume> run(PassContext context, boolean now) {
        if (context.spec().forge() == null) {
            return List.of();
        }
        Instant before = context.now().minus(context.spec().forge().detachedVolumesAfter());
        List<DetachedVolume> old = look(
                        context, now ? context.now() : context.now().minus(BETWEEN_LOOKS))
                .stream()
                .filter(volume -> volume.madeAt().isBefore(before))
                .toList();
        List<DetachedVolume> staying = dispose(context, old);
        List<DetachedVolume> known = left.put(context.uid(), staying);
        if (!staying.isEmpty() && !staying.equals(known)) {
            cluster.tell(
                    context.object(),
                    EventType.WARNING,
                    Reasons.DETACHED_VOLUMES,
                    "EBS volumes of instances that are gone are attached to nothing: " + DetachedVolume.list(staying));
        }
        return staying;
    }

    /** Of an environment whose instances are all gone: every one, however new. What stays is named for the last time. */
    void end(PassContext context) {
        List<DetachedVolume> staying = dispose(context, look(context, context.now()));
        if (!staying.isEmpty()) {
            cluster.tell(
                    context.object(),
                    EventType.WARNING,
                    "Orphaned",
                    "EBS volumes of its instances stay in AWS, and nobody looks after them any more: "
                            + DetachedVolume.list(staying) + ". Delete them there when nobody needs what they hold.");
        }
    }

    private static List<DetachedVolume> look(PassContext context, Instant notOlderThan) {
        try {
            return context.account().catalog(DetachedVolumes.class).of(context.stack(), notOlderThan);
        } catch (AwsFailure failure) {
            LOG.warn("Not known whether volumes were left behind. {}", failure.traced());
            return List.of();
        }
    }

    /** @return what is left of them: all, where the spec is no longer the one this pass is about */
    private List<DetachedVolume> dispose(PassContext context, List<DetachedVolume> volumes) {
        boolean wanted =
                context.spec().forge() != null && context.spec().forge().deletesDetachedVolumes();
        if (!wanted || volumes.isEmpty() || !context.guard(cluster).isStillCurrent()) {
            return volumes;
        }
        List<DetachedVolume> staying = new ArrayList<>();
        for (DetachedVolume volume : volumes) {
            try {
                context.account().catalog(DetachedVolumes.class).delete(volume);
                cluster.tell(
                        context.object(),
                        EventType.NORMAL,
                        "Deleted",
                        "delete EBS volume " + volume + ": attached to nothing");
            } catch (AwsFailure failure) {
                LOG.warn("{}", failure.traced());
                staying.add(volume);
            }
        }
        return staying;
    }
}
