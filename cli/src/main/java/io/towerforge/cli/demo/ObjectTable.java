package io.towerforge.cli.demo;

import io.towerforge.simulator.core.LiveObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The objects in AWS, one a line, with those that were there a moment ago and are gone. The state comes first, because a narrow
 * terminal cuts the end; the columns have fixed widths, so that in plain output a line comes again only when its state changes.
 */
final class ObjectTable {
    private static final String LINE = "%-20s %-30s %s";

    private final AwsConsole aws;
    private final Predicate<LiveObject> shown;
    private final Map<String, String> linesOfTheGone = new LinkedHashMap<>();

    ObjectTable(AwsConsole aws, Predicate<LiveObject> shown) {
        this.aws = aws;
        this.shown = shown;
    }

    List<String> lines() {
        List<LiveObject> objects = aws.objects().stream().filter(shown).toList();
        Map<String, String> gone = new LinkedHashMap<>(linesOfTheGone);
        List<String> lines = new ArrayList<>();
        for (LiveObject object : objects) {
            String key = object.kind() + " " + object.name();
            gone.remove(key);
            linesOfTheGone.put(key, line(object, "gone"));
            lines.add(line(object, object.state().isEmpty() ? "exists" : object.state()));
        }
        lines.addAll(gone.values());
        return lines;
    }

    private static String line(LiveObject object, String state) {
        return LINE.formatted(state, object.kind(), object.name());
    }
}
