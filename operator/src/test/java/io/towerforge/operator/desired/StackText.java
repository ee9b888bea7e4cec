package io.towerforge.operator.desired;

import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.model.Variables;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stack as text that is pleasant to compare: a paragraph for each resource, a line for each thing that is wanted of it. */
final class StackText {
    private final StringBuilder text = new StringBuilder();

    private StackText() {}

    static String of(Stack stack) {
        StackText text = new StackText();
        stack.slots().forEach(text::slot);
        return text.text.toString();
    }

    private void slot(Slot slot) {
        text.append(text.isEmpty() ? "" : "\n").append(slot.id());
        if (slot.isPending()) {
            String waitsFor =
                    slot.waitingFor().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            text.append("\n  waits for ")
                    .append(waitsFor.isEmpty() ? slot.reason() : waitsFor)
                    .append('\n');
            return;
        }
        text.append('\n');
        if (!slot.reason().isEmpty()) {
            text.append("  (").append(slot.reason()).append(")\n");
        }
        components("  ", slot.resource());
    }

    private void components(String indent, Object record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(component, record);
            boolean theName = record instanceof Resource && component.getName().equals("name");
            if (value != null && !theName) {
                component(indent, component.getName(), value);
            }
        }
    }

    private void component(String indent, String name, Object value) {
        if (name.equals("userData")) {
            return;
        }
        if (value instanceof Variables variables) {
            text.append(indent).append(name).append(":\n");
            variables
                    .all()
                    .forEach((variable, each) -> component(
                            indent + "  ",
                            variable,
                            each.contains("\n") ? "(" + each.lines().count() + " lines)" : each));
        } else if (value instanceof Tags tags) {
            text.append(indent).append(name).append(": ").append(tags(tags)).append('\n');
        } else if (value instanceof Record) {
            text.append(indent).append(name).append(":\n");
            components(indent + "  ", value);
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append(indent).append(name).append(":\n");
            new TreeMap<>(map).forEach((key, each) -> component(indent + "  ", key.toString(), each));
        } else if (value instanceof Collection<?> many && many.stream().anyMatch(Record.class::isInstance)) {
            text.append(indent).append(name).append(":\n");
            many.stream()
                    .map(StackText::line)
                    .sorted()
                    .forEach(each ->
                            text.append(indent).append("  - ").append(each).append('\n'));
        } else {
            text.append(indent).append(name).append(": ").append(plain(value)).append('\n');
        }
    }

    /** One record on one line, without what is empty. */
    private static String line(Object record) {
        StringBuilder line = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String value = plain(value(component, record));
            if (!value.equals("(none)")) {
                line.append(line.isEmpty() ? "" : "; ")
                        .append(component.getName())
                        .append(' ')
                        .append(value);
            }
        }
        return line.toString();
    }

    /** The five tags that say whose it is are on everything; only the role differs. */
    private static String tags(Tags tags) {
        String role = tags.all().get(Tags.RESOURCE);
        return role + (tags.labels().isEmpty() ? "" : " " + tags.labels());
    }

    private static String plain(Object value) {
        if (value instanceof Collection<?> many) {
            return many.isEmpty()
                    ? "(none)"
                    : many.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        boolean nothing = value == null || value.equals("") || (value instanceof Map<?, ?> map && map.isEmpty());
        return nothing ? "(none)" : value.toString();
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
