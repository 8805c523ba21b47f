package dev.gkelocal.autopilot.core.network;

import java.util.Optional;

/** A block of addresses, as {@code 10.0.0.0/8}; bits behind the prefix don't count. */
record Cidr(String text, Address base, int prefix) {
    static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var base = Address.parse(text.substring(0, slash));
        var digits = text.substring(slash + 1);
        var prefix = digits.length() > 1 && digits.startsWith("0") ? -1 : Address.number(digits, 10, 3);
        return base.filter(it -> prefix >= 0 && prefix <= (it.six() ? 128 : 32)).map(it -> new Cidr(text, it, prefix));
    }

    boolean contains(Address address) {
        if (address.six() != base.six()) {
            return false;
        }
        if (!base.six()) {
            return prefix == 0 || (address.low() ^ base.low()) >>> (32 - prefix) == 0;
        }
        var high = address.high() ^ base.high();
        var low = address.low() ^ base.low();
        return prefix <= 64 ? prefix == 0 || high >>> (64 - prefix) == 0 : high == 0 && low >>> (128 - prefix) == 0;
    }

    /** True when every address of this block, and not all of the other, is in the other. */
    boolean isStrictlyWithin(Cidr other) {
        return prefix > other.prefix && other.contains(base);
    }

    @Override
    public String toString() {
        return text;
    }
}
