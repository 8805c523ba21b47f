package dev.gkelocal.autopilot.core.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource as Kubernetes writes it ({@code 500m}, {@code 2Gi}, {@code 1e3}); equal amounts are equal
 * whatever their spelling. The suffix family is kept, because the canonical text depends on it.
 *
 * <p>Source: Kubernetes API conventions, "Resource quantities".
 */
public final class Quantity implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Family.DECIMAL);

    private static final Pattern TEXT =
            Pattern.compile("([+-]?)(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3}|[KMGTPE]i|[numkMGTPE]?)");
    private static final BigDecimal NANO = BigDecimal.ONE.movePointLeft(9);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String[] DECIMAL_SUFFIXES = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY_SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    private enum Family {
        DECIMAL,
        BINARY,
        EXPONENT
    }

    private final BigDecimal amount;
    private final Family family;

    private Quantity(BigDecimal amount, Family family) {
        this.amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        this.family = family;
    }

    /**
     * Empty where the text is no quantity. Finer than a nano is rounded up, larger than 2^63 - 1 becomes that, as the API
     * server does.
     */
    public static Optional<Quantity> parse(String text) {
        var plain = plain(text);
        return plain == null ? general(text) : Optional.of(plain);
    }

    /** Whole numbers with the suffixes that most manifests use, read without the general form's cost; null for all else. */
    private static @Nullable Quantity plain(String text) {
        var digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            return null;
        }
        var number = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "" -> new Quantity(BigDecimal.valueOf(number), Family.DECIMAL);
            case "m" -> milli(number);
            case "Ki" -> bytes(number << 10);
            case "Mi" -> bytes(number << 20);
            case "Gi" -> number < 1L << 32 ? bytes(number << 30) : null;
            default -> null;
        };
    }

    private static Optional<Quantity> general(String text) {
        var match = TEXT.matcher(text);
        if (text.length() > 64 || !match.matches()) {
            return Optional.empty();
        }
        var suffix = match.group(3);
        var digits = new BigDecimal(match.group(2));
        BigDecimal amount;
        Family family;
        if (suffix.endsWith("i")) {
            amount = digits.multiply(new BigDecimal(KIBI.pow("KMGTPE".indexOf(suffix.charAt(0)) + 1)));
            family = Family.BINARY;
        } else if (suffix.length() > 1) {
            amount = digits.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)));
            family = Family.EXPONENT;
        } else {
            amount = digits.scaleByPowerOfTen(3 * (List.of(DECIMAL_SUFFIXES).indexOf(suffix) - 3));
            family = Family.DECIMAL;
        }
        amount = amount.min(LARGEST).divide(NANO, 0, RoundingMode.UP).multiply(NANO);
        return Optional.of(new Quantity(match.group(1).equals("-") ? amount.negate() : amount, family));
    }

    /** @throws IllegalArgumentException if the text is no quantity: for rule data and tests, not for users' input */
    public static Quantity of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no quantity: " + text));
    }

    public static Quantity milli(long thousandths) {
        return new Quantity(BigDecimal.valueOf(thousandths, 3), Family.DECIMAL);
    }

    public static Quantity bytes(long bytes) {
        return new Quantity(BigDecimal.valueOf(bytes), Family.BINARY);
    }

    public static Quantity mebibytes(long mebibytes) {
        return new Quantity(BigDecimal.valueOf(mebibytes).multiply(BigDecimal.valueOf(1 << 20)), Family.BINARY);
    }

    public int signum() {
        return amount.signum();
    }

    /** Thousandths, rounded up as Kubernetes does; at most {@link Long#MAX_VALUE}. */
    public long milli() {
        return rounded(amount.movePointRight(3));
    }

    /** Whole units, rounded up; at most {@link Long#MAX_VALUE}. */
    public long units() {
        return rounded(amount);
    }

    public Quantity plus(Quantity other) {
        return new Quantity(amount.add(other.amount), signum() == 0 ? other.family : family);
    }

    public Quantity minus(Quantity other) {
        return new Quantity(amount.subtract(other.amount), family);
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static long rounded(BigDecimal value) {
        var whole = value.setScale(0, RoundingMode.CEILING);
        return whole.compareTo(LARGEST) > 0 ? Long.MAX_VALUE : whole.longValue();
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && amount.equals(that.amount);
    }

    @Override
    public int hashCode() {
        return amount.hashCode();
    }

    /** The canonical text: the largest suffix that needs no fraction. */
    @Override
    public String toString() {
        if (amount.signum() == 0) {
            return "0";
        }
        return switch (family) {
            case BINARY -> binary();
            case DECIMAL -> decimal();
            case EXPONENT -> exponent();
        };
    }

    private String binary() {
        if (amount.scale() <= 0 && amount.precision() - amount.scale() <= 18) {
            return binary(amount.longValue());
        }
        var size = amount.abs();
        if (size.stripTrailingZeros().scale() > 0 || size.compareTo(new BigDecimal(KIBI)) < 0) {
            return decimal();
        }
        var whole = amount.toBigIntegerExact();
        var power = 0;
        while (power < BINARY_SUFFIXES.length - 1 && whole.mod(KIBI).signum() == 0) {
            whole = whole.divide(KIBI);
            power++;
        }
        return whole + BINARY_SUFFIXES[power];
    }

    private String binary(long whole) {
        if (Math.abs(whole) < 1024) {
            return Long.toString(whole);
        }
        var power = 0;
        var count = whole;
        while (power < BINARY_SUFFIXES.length - 1 && count % 1024 == 0) {
            count /= 1024;
            power++;
        }
        return count + BINARY_SUFFIXES[power];
    }

    private String decimal() {
        var power = powerOfThousand();
        return amount.scaleByPowerOfTen(-3 * power).toBigInteger() + DECIMAL_SUFFIXES[power + 3];
    }

    private String exponent() {
        var power = powerOfThousand();
        var whole = amount.scaleByPowerOfTen(-3 * power).toBigInteger().toString();
        return power == 0 ? whole : whole + "e" + 3 * power;
    }

    /** The largest n, from -3 to 6, for which the amount is a whole number of 1000^n. */
    private int powerOfThousand() {
        return Math.clamp(Math.floorDiv(-amount.scale(), 3), -3, 6);
    }
}
