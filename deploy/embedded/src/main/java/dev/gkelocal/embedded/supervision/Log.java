package dev.gkelocal.embedded.supervision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The supervisor's own lines; its output is {@code logs/supervisor.log}. */
final class Log {
    private Log() {}

    /** @param pairs keys and values in turn */
    static void line(Instant now, String what, @Nullable Object... pairs) {
        var line = new StringBuilder(now.truncatedTo(ChronoUnit.MILLIS).toString())
                .append(' ')
                .append(what);
        for (var i = 0; i + 1 < pairs.length; i += 2) {
            line.append(' ').append(pairs[i]).append('=').append(pairs[i + 1]);
        }
        System.out.println(line);
    }
}
