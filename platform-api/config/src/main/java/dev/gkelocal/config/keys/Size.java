package dev.gkelocal.config.keys;

import java.util.Map;
import java.util.Set;

/** An amount of bytes such as {@code 64MiB} in a closed range; a {@link Long}. */
record Size(long least, long most) implements ValueType {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final String PATTERN = "^[0-9]+(B|KiB|MiB|GiB)$";

    @Override
    public Reading read(String text) {
        for (var i = UNITS.length - 1; i >= 0; i--) {
            var digits = text.length() - UNITS[i].length();
            if (text.endsWith(UNITS[i]) && isDigits(text, digits)) {
                return inRange(text, digits, i);
            }
        }
        return new Reading.Bad(
                "\"" + text + "\" is not a size; write a whole number and B, KiB, MiB or GiB, such as 64MiB");
    }

    private Reading inRange(String text, int digits, int unit) {
        try {
            var bytes = Math.multiplyExact(Long.parseLong(text.substring(0, digits)), 1L << (10 * unit));
            if (bytes >= least && bytes <= most) {
                return new Reading.Good(bytes);
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // Larger than a long: the same answer as any other size above the range.
        }
        return new Reading.Bad(text + " is out of range; write " + words());
    }

    private static boolean isDigits(String text, int length) {
        for (var i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return length > 0;
    }

    /** In the largest unit that divides it. */
    static String format(long bytes) {
        for (var i = UNITS.length - 1; i > 0; i--) {
            var unit = 1L << (10 * i);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + UNITS[i];
            }
        }
        return bytes + UNITS[0];
    }

    @Override
    public String write(Object value) {
        return format((Long) value);
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.TEXT);
    }

    @Override
    public String words() {
        return "a size from " + format(least) + " to " + format(most);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", PATTERN);
    }
}
