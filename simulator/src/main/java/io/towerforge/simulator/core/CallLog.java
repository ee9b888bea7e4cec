package io.towerforge.simulator.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls received, in the order of their arrival. Thread-safe. */
final class CallLog {
    private final List<Call> calls = new ArrayList<>();
    private long first = 1;

    synchronized Call open(Instant at, String actor, Service service, String operation, Object request, boolean write) {
        Call call = new Call(first + calls.size(), at, actor, service, operation, request, write, false, null);
        calls.add(call);
        return call;
    }

    synchronized Call close(Call open, boolean applied, @Nullable String errorCode) {
        Call ended = open.ended(applied, errorCode);
        int index = (int) (open.sequence() - first);
        if (index >= 0) { // Otherwise the log was cleared while the call was under way.
            calls.set(index, ended);
        }
        return ended;
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        first += calls.size();
        calls.clear();
    }
}
