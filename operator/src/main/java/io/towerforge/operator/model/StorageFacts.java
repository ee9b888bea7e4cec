package io.towerforge.operator.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What file systems are made and mounted with, besides the spec.
 *
 * @param zones the Availability Zone of each subnet
 * @param groupsOpenNfs whether instances reach EFS with the security groups they have anyway
 * @param lustre where somebody else's FSx file system is mounted from; null when the spec names none
 */
public record StorageFacts(
        Map<String, String> zones,
        boolean groupsOpenNfs,
        @Nullable LustreAddress lustre) {
    /** Nothing is mounted. */
    public static final StorageFacts NONE = new StorageFacts(Map.of(), true, null);

    public StorageFacts {
        zones = Map.copyOf(new TreeMap<>(zones));
    }

    /**
     * What a Lustre file system is mounted by; AWS chooses both as it makes it and never changes them.
     *
     * @param mountName the name after the slash
     */
    public record LustreAddress(String dnsName, String mountName) {}
}
