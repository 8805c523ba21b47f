package dev.gkelocal.observability.rules;

import java.time.Duration;

/** Lengths of time as Prometheus writes them. */
final class Durations {
    private static final int STEP_SECONDS = 5;

    private Durations() {}

    /** {@code 2m30s}, {@code 1d}, {@code 0s}. */
    static String promql(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toDaysPart(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, char unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    /** Times the scale, to whole steps of five seconds. */
    static Duration rounded(Duration duration, double scale, Duration least) {
        var scaled = Duration.ofSeconds(Math.round(duration.toSeconds() * scale / STEP_SECONDS) * STEP_SECONDS);
        return scaled.compareTo(least) < 0 ? least : scaled;
    }
}
