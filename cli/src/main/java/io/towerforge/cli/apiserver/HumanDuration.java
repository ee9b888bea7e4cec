package io.towerforge.cli.apiserver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in at most two units, as kubectl writes ages: {@code 45s}, {@code 3m20s}, {@code 5d3h}. */
final class HumanDuration {

    private HumanDuration() {}

    /**
     * The age of a timestamp.
     *
     * @param timestamp RFC 3339; anything else is answered with {@code <unknown>}
     */
    static String since(String timestamp, Instant now) {
        try {
            return of(Duration.between(Instant.parse(timestamp), now));
        } catch (DateTimeException notATimestamp) {
            return "<unknown>";
        }
    }

    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (seconds < 120) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (hours < 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (days < 8) {
            return two(days, "d", hours % 24, "h");
        }
        return days < 730 ? days + "d" : two(days / 365, "y", days % 365, "d");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
