package io.towerforge.cli.apiserver;

/**
 * A change of one stored object.
 *
 * @param before the object before the change; null when it was created
 * @param after the object after the change; null when it was removed
 * @param version the resource version of the change
 */
record WatchEvent(ObjectKey key, ApiObject before, ApiObject after, long version) {

    enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK
    }
}
