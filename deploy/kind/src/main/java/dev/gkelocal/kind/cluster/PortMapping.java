package dev.gkelocal.kind.cluster;

import java.util.Optional;
import java.util.regex.Pattern;

/** A port of the control plane's container on the host's loopback address. */
public record PortMapping(int host, int node) {
    private static final int MOST = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

    public PortMapping {
        if (host < 1 || host > MOST || node < 1 || node > MOST) {
            throw new IllegalArgumentException("no port mapping: " + host + ":" + node);
        }
    }

    /** {@code HOST:NODE}. */
    static Optional<PortMapping> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int host = Integer.parseInt(parts.group(1));
        int node = Integer.parseInt(parts.group(2));
        return host < 1 || host > MOST || node < 1 || node > MOST
                ? Optional.empty()
                : Optional.of(new PortMapping(host, node));
    }
}
