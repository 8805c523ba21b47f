package dev.gkelocal.cloudrun.core.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and writes Kubernetes quantities of CPU and memory, such as {@code 1000m} and {@code 512Mi} (sheet 2.3). */
public final class Quantities {
    private static final Pattern NUMBER =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})([a-zA-Z]{0,2})");
    private static final Map<String, BigDecimal> CPU_UNITS = Map.of("", BigDecimal.ONE, "m", new BigDecimal("0.001"));
    private static final Map<String, BigDecimal> MEMORY_UNITS = Map.of(
            "", BigDecimal.ONE,
            "k", BigDecimal.valueOf(1_000),
            "M", BigDecimal.valueOf(1_000_000),
            "G", BigDecimal.valueOf(1_000_000_000),
            "T", BigDecimal.valueOf(1_000_000_000_000L),
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30),
            "Ti", BigDecimal.valueOf(1L << 40));
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);

    private Quantities() {}

    /** CPU in thousandths; {@code 1}, {@code 0.5} and {@code 500m} are fine, less than a thousandth is not. */
    public static Parsed<Integer> milliCpu(String path, String text) {
        var number = NUMBER.matcher(text);
        var unit = number.matches() ? CPU_UNITS.get(number.group(2)) : null;
        if (unit == null) {
            return bad(path, text, "cpu", "a number of vCPUs such as 1, 0.5 or 500m");
        }
        var milli =
                new BigDecimal(number.group(1)).multiply(unit).movePointRight(3).stripTrailingZeros();
        if (milli.scale() > 0) {
            return bad(path, text, "cpu", "steps of 0.001");
        }
        return milli.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                ? bad(path, text, "cpu", "fewer vCPUs")
                : new Parsed.Value<>(milli.intValueExact());
    }

    /** Memory in whole mebibytes, rounded up as a limit of decimal megabytes must be. */
    public static Parsed<Long> mebibytes(String path, String text) {
        var number = NUMBER.matcher(text);
        var unit = number.matches() ? MEMORY_UNITS.get(number.group(2)) : null;
        if (unit == null) {
            return bad(path, text, "memory", "a number with a unit such as 512Mi or 1Gi");
        }
        var mebibytes = new BigDecimal(number.group(1)).multiply(unit).divide(MEBIBYTE, 0, RoundingMode.CEILING);
        return mebibytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? bad(path, text, "memory", "less memory")
                : new Parsed.Value<>(mebibytes.longValueExact());
    }

    /** As the API stores it. */
    public static String formatCpu(int milliCpu) {
        return milliCpu + "m";
    }

    /** As the API stores it: whole gibibytes as such. */
    public static String formatMemory(long mebibytes) {
        return mebibytes > 0 && mebibytes % 1024 == 0 ? mebibytes / 1024 + "Gi" : mebibytes + "Mi";
    }

    private static <T> Parsed<T> bad(String path, String text, String what, String wanted) {
        return new Parsed.Bad<>(
                new Violation(path, "Invalid value specified for " + what + ": '" + text + "', want " + wanted + "."));
    }
}
