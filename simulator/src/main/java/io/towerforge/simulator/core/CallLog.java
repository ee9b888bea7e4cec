package io.towerforge.simulator.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls received, in the order of their arrival. Holds a bounded number, the newest, so that an account that is open for
 * weeks does not fill the memory. Thread-safe.
 */
final class CallLog {
    private final int capacity;
    private final List<Call> calls = new ArrayList<>();
    private long first = 1;

    CallLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized Call open(Instant at, String actor, Service service, String operation, Object request, boolean write) {
        Call call = new Call(first + calls.size(), at, actor, service, operation, request, write, false, null);
        calls.add(call);
        if (calls.size() >= 2 * capacity) {
            drop(capacity); // Half at a time, so that dropping costs next to nothing per call.
        }
        return call;
    }

    synchronized Call close(Call open, boolean applied, @Nullable String errorCode) {
        Call ended = open.ended(applied, errorCode);
        int index = (int) (open.sequence() - first);
        if (index >= 0) { // Otherwise the call was dropped while it was under way.
            calls.set(index, ended);
        }
        return ended;
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls.subList(Math.max(0, calls.size() - capacity), calls.size()));
    }

    synchronized void clear() {
        drop(calls.size());
    }

    private void drop(int count) {
        first += count;
        calls.subList(0, count).clear();
    }
}
