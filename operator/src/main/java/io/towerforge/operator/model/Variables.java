package io.towerforge.operator.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Environment variables. They print by name only: a value may be nobody else's business, and plans and logs are read by many. */
public record Variables(Map<String, String> all) {
    public Variables {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** What has to change to get from these to others, by name: {@code +ADDED ~CHANGED -REMOVED}. */
    public String changesTo(Variables others) {
        List<String> changes = new ArrayList<>();
        others.all.forEach((name, value) -> {
            if (!all.containsKey(name)) {
                changes.add("+" + name);
            } else if (!all.get(name).equals(value)) {
                changes.add("~" + name);
            }
        });
        all.keySet().stream().filter(name -> !others.all.containsKey(name)).forEach(name -> changes.add("-" + name));
        return String.join(" ", changes);
    }

    @Override
    public String toString() {
        return all.keySet().toString();
    }
}
