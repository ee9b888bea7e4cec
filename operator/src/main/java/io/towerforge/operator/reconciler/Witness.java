package io.towerforge.operator.reconciler;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether AWS's "there is nothing" can be believed. Some AWS services show a new resource a moment after they have made it, so a
 * process that takes over from one that has just died might see nothing of what the other made. What this very process made it
 * knows; for everything else it waits until any write of a predecessor would be visible.
 */
final class Witness {
    /** Longer than any service takes to show what it has made; IAM and EC2 take seconds (Karpenter allows a minute). */
    static final Duration VISIBLE_AFTER = Duration.ofMinutes(1);

    /** Longer than a listing of Secrets Manager takes, which is the slowest (AWS Secrets Manager API reference, ListSecrets). */
    static final Duration SECRETS_VISIBLE_AFTER = Duration.ofMinutes(6);

    private final AtomicReference<Instant> since = new AtomicReference<>();
    private final Set<String> fromTheStart = ConcurrentHashMap.newKeySet();

    /** A pass is made: from the first one on it is this process that writes. One that stands by makes none. */
    void sawAPass(Instant now) {
        since.compareAndSet(null, now);
    }

    /** This process put the finalizer on, so every write for the object was its own. */
    void sawTheStartOf(String uid) {
        fromTheStart.add(uid);
    }

    /** @param patience how long a predecessor's writes may stay out of sight */
    boolean believesAbsence(String uid, Instant now, Duration patience) {
        return fromTheStart.contains(uid) || !now.isBefore(since.get().plus(patience));
    }

    void forget(String uid) {
        fromTheStart.remove(uid);
    }
}
