package dev.gkelocal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A length of time such as {@code 500ms}, {@code 15m} or {@code 1h30m}, units falling, in a closed range; a {@link Duration} of whole
 * milliseconds.
 *
 * @param bareSeconds whether a number without a unit is read as seconds
 */
record Span(Duration least, Duration most, boolean bareSeconds) implements ValueType {
    private record Unit(String name, long millis) {}

    private static final List<Unit> UNITS =
            List.of(new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1000), new Unit("ms", 1));
    private static final String PATTERN = "^(?=.)([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

    @Override
    public Reading read(String text) {
        if (bareSeconds && !text.isEmpty() && endOfDigits(text, 0) == text.length()) {
            return read(text + "s");
        }
        try {
            var millis = millis(text);
            if (millis < 0) {
                return new Reading.Bad(wrongForm(text));
            }
            var span = Duration.ofMillis(millis);
            return span.compareTo(least) >= 0 && span.compareTo(most) <= 0
                    ? new Reading.Good(span)
                    : new Reading.Bad(text + " is out of range; write " + words());
        } catch (ArithmeticException | NumberFormatException _) {
            return new Reading.Bad(text + " is out of range; write " + words());
        }
    }

    /** The sum of the parts, or -1 where the text is not of the form. */
    private static long millis(String text) {
        var sum = 0L;
        var at = 0;
        var unitsLeft = UNITS;
        while (at < text.length()) {
            var digitsEnd = endOfDigits(text, at);
            var unitEnd = digitsEnd;
            while (unitEnd < text.length() && Character.isLetter(text.charAt(unitEnd))) {
                unitEnd++;
            }
            var index = indexOf(unitsLeft, text.substring(digitsEnd, unitEnd));
            if (digitsEnd == at || index < 0) {
                return -1;
            }
            var amount = Long.parseLong(text.substring(at, digitsEnd));
            sum = Math.addExact(
                    sum, Math.multiplyExact(amount, unitsLeft.get(index).millis()));
            unitsLeft = unitsLeft.subList(index + 1, unitsLeft.size());
            at = unitEnd;
        }
        return at == 0 ? -1 : sum;
    }

    private static int endOfDigits(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int indexOf(List<Unit> units, String name) {
        for (var i = 0; i < units.size(); i++) {
            if (units.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String wrongForm(String text) {
        var bare = !text.isEmpty() && endOfDigits(text, 0) == text.length();
        return bare
                ? text + " has no unit; write " + text + "s, or another unit of ms, s, m, h"
                : "\"" + text
                        + "\" is not a duration; write a whole number and ms, s, m or h, such as 500ms, 15m or 1h30m";
    }

    /** In the largest unit that divides it. */
    static String format(Duration span) {
        var millis = span.toMillis();
        if (millis == 0) {
            return "0s";
        }
        for (var unit : UNITS) {
            if (millis % unit.millis() == 0) {
                return millis / unit.millis() + unit.name();
            }
        }
        throw new IllegalStateException("not reached: every number of milliseconds divides by one");
    }

    @Override
    public String write(Object value) {
        return format((Duration) value);
    }

    @Override
    public Set<Scalar> scalars() {
        return bareSeconds ? Set.of(Scalar.TEXT, Scalar.WHOLE) : Set.of(Scalar.TEXT);
    }

    @Override
    public String words() {
        return "a duration from " + format(least) + " to " + format(most)
                + (bareSeconds ? " (a bare number is seconds)" : "");
    }

    @Override
    public Map<String, Object> schema() {
        var text = Map.<String, Object>of("type", "string", "pattern", PATTERN);
        return bareSeconds
                ? Map.of(
                        "anyOf",
                        List.of(
                                text,
                                Map.of("type", "integer", "minimum", least.toSeconds(), "maximum", most.toSeconds())))
                : text;
    }
}
