package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;
import java.util.Optional;

/** Durations as people write them: {@code 90s}, {@code 1h30m}, {@code 500ms}, {@code 2d}. */
public final class SpokenDuration {
    private static final long LARGEST = Duration.ofDays(36_500).toMillis();

    private SpokenDuration() {}

    /** Empty where the text is none; a number without a unit is none, because nobody knows which was meant. */
    public static Optional<Duration> parse(String text) {
        long millis = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && (Character.isDigit(text.charAt(unit)) || text.charAt(unit) == '.')) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            var each = millis(text.substring(at, unit), text.substring(unit, end));
            if (each < 0 || end == at || millis + each > LARGEST) {
                return Optional.empty();
            }
            millis += each;
            at = end;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    /** Negative where it is no amount of a unit. */
    private static long millis(String amount, String unit) {
        long one = switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> -1;
        };
        try {
            return one < 0 ? -1 : StrictMath.round(Math.min(Double.parseDouble(amount) * one, LARGEST));
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
