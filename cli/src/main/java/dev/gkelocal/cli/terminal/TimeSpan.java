package dev.gkelocal.cli.terminal;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as flags give them: {@code 300} and {@code 300s}, {@code 5m}, {@code 1h30m}, {@code 500ms}. */
public final class TimeSpan {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})(?:s|$))?(?:(\\d{1,9})ms)?");

    private TimeSpan() {}

    /** A positive length; anything else is a usage error of {@code flag}. */
    public static Duration parse(String flag, String text) {
        var parts = FORM.matcher(text);
        if (!text.isEmpty() && parts.matches()) {
            var span = Duration.ofHours(number(parts.group(1)))
                    .plusMinutes(number(parts.group(2)))
                    .plusSeconds(number(parts.group(3)))
                    .plusMillis(number(parts.group(4)));
            if (!span.isZero()) {
                return span;
            }
        }
        throw new CommandFailed(
                ExitCode.USAGE, flag + ": '" + text + "' is not a length of time such as 300, 300s, 5m or 1h30m");
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
