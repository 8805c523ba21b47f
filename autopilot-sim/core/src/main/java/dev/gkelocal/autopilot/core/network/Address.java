package dev.gkelocal.autopilot.core.network;

import java.util.Optional;

/**
 * An IP address.
 *
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits; for IPv4 the address itself
 */
public record Address(boolean six, long high, long low) {
    /** Reads dotted decimals or IPv6 notation; an IPv4 address mapped into IPv6 reads as IPv4. Zones are refused. */
    public static Optional<Address> parse(String text) {
        return text.indexOf(':') >= 0 ? parseSix(text) : parseFour(text).map(it -> new Address(false, 0, it));
    }

    private static Optional<Long> parseFour(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long address = 0;
        for (var part : parts) {
            var number = number(part, 10, 3);
            if (number < 0 || number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return Optional.empty();
            }
            address = address << 8 | number;
        }
        return Optional.of(address);
    }

    private static Optional<Address> parseSix(String text) {
        var gap = text.indexOf("::");
        var dot = text.indexOf('.');
        if (gap >= 0 && (text.indexOf("::", gap + 1) >= 0 || (dot >= 0 && dot < gap))) {
            return Optional.empty();
        }
        var head = groups(gap < 0 ? text : text.substring(0, gap));
        var tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        return assemble(head.get(), tail.get(), gap >= 0);
    }

    private static Optional<Address> assemble(int[] head, int[] tail, boolean hasGap) {
        var given = head.length + tail.length;
        if (hasGap ? given > 7 : given != 8) {
            return Optional.empty();
        }
        var all = new int[8];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        var high = joined(all, 0);
        var low = joined(all, 4);
        return Optional.of(
                high == 0 && low >>> 32 == 0xffff
                        ? new Address(false, 0, low & 0xffffffffL)
                        : new Address(true, high, low));
    }

    /** The 16-bit groups of a part of an IPv6 address, whose last may be a dotted IPv4 address; empty when one is wrong. */
    private static Optional<int[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new int[0]);
        }
        var parts = text.split(":", -1);
        var four = parts[parts.length - 1].indexOf('.') >= 0 ? parseFour(parts[parts.length - 1]) : Optional.of(0L);
        if (four.isEmpty() || parts.length > 8) {
            return Optional.empty();
        }
        var dotted = parts[parts.length - 1].indexOf('.') >= 0;
        var groups = new int[parts.length + (dotted ? 1 : 0)];
        for (var i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
            groups[i] = number(parts[i], 16, 4);
            if (groups[i] < 0) {
                return Optional.empty();
            }
        }
        if (dotted) {
            groups[parts.length - 1] = (int) (four.get() >>> 16);
            groups[parts.length] = (int) (four.get() & 0xffff);
        }
        return Optional.of(groups);
    }

    private static long joined(int[] groups, int from) {
        long bits = 0;
        for (var i = from; i < from + 4; i++) {
            bits = bits << 16 | groups[i];
        }
        return bits;
    }

    /** The value of plain digits; -1 for anything else. */
    static int number(String digits, int radix, int longest) {
        if (digits.isEmpty() || digits.length() > longest) {
            return -1;
        }
        var value = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
