package io.towerforge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ErrorTable;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.status.Reasons;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that explains the reasons explains all of them, and none that no longer exists. */
class ConditionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "conditions.md");

    /** A reason is the first cell of a row. */
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]\\w+)` \\|.*", Pattern.MULTILINE);

    /** Rows of the other tables of the page: the types of the conditions, and the reasons of events alone. */
    private static final Set<String> NO_REASONS = Set.of(
            "Ready",
            "Reconciling",
            "Stalled",
            "Advisory",
            "Created",
            "Updated",
            "DriftCorrected",
            "Revalidated",
            "Deleted",
            "Retained",
            "Orphaned");

    @Test
    void everyReasonOfTheOperatorIsExplainedAndNoOther() throws IOException, ReflectiveOperationException {
        Set<String> explained = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .filter(reason -> !NO_REASONS.contains(reason))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(constantsOf(Reasons.class));
        known.addAll(reasonsOfTheErrorTable());
        known.add(Mark.CONFLICT);

        assertThat(explained).isEqualTo(known);
    }

    private static List<String> constantsOf(Class<?> constants) {
        return List.of(constants.getFields()).stream()
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(field -> read(field))
                .toList();
    }

    /** The rows are the table's own business; only this test wants to see them all. */
    private static Set<String> reasonsOfTheErrorTable() throws ReflectiveOperationException {
        Set<String> reasons = new TreeSet<>();
        for (Object row :
                (List<?>) open(ErrorTable.class.getDeclaredField("ROWS")).get(null)) {
            Method reason = open(row.getClass().getDeclaredMethod("reason"));
            reasons.add((String) reason.invoke(row));
        }
        return reasons;
    }

    private static <M extends AccessibleObject> M open(M member) {
        member.setAccessible(true);
        return member;
    }

    private static String read(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
