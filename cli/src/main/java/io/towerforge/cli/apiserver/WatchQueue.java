package io.towerforge.cli.apiserver;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The changes that one watch has still to hear of, seen through what it selects. */
final class WatchQueue implements AutoCloseable {

    /** A change as the watch sees it: an object that stops matching the selection is deleted to it. */
    record Notice(WatchEvent.Type type, ApiObject object) {}

    private static final Optional<Notice> END = Optional.empty();

    private final ObjectSelection selection;
    private final Consumer<WatchQueue> onClose;
    private final BlockingQueue<Optional<Notice>> notices = new LinkedBlockingQueue<>();
    private long startVersion;

    WatchQueue(ObjectSelection selection, Consumer<WatchQueue> onClose) {
        this.selection = selection;
        this.onClose = onClose;
    }

    void startsAt(long version) {
        startVersion = version;
    }

    /** The resource version of the store at the moment the watch began. */
    long startVersion() {
        return startVersion;
    }

    /** How many notices were waiting when this was asked. */
    int size() {
        return notices.size();
    }

    void offer(WatchEvent change) {
        if (!selection.covers(change.key())) {
            return;
        }
        boolean matchedBefore = change.before() != null && selection.matches(change.before());
        boolean matchesAfter = change.after() != null && selection.matches(change.after());
        if (matchesAfter) {
            add(new Notice(matchedBefore ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED, change.after()));
        } else if (matchedBefore) {
            add(new Notice(WatchEvent.Type.DELETED, change.after() == null ? change.before() : change.after()));
        }
    }

    /** The next notice, as soon as there is one; empty when the watch is over. */
    Optional<Notice> next() throws InterruptedException {
        return notices.take();
    }

    @Override
    public void close() {
        onClose.accept(this);
        notices.add(END);
    }

    private void add(Notice notice) {
        notices.add(Optional.of(notice));
    }
}
