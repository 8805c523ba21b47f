package dev.gkelocal.autopilot.core.network;

import java.util.Locale;
import java.util.Optional;

/** Transport protocols that a policy can name. */
public enum Protocol {
    TCP,
    UDP,
    SCTP;

    /** The protocol of that name as people type it, in any case. */
    public static Optional<Protocol> of(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TCP" -> Optional.of(TCP);
            case "UDP" -> Optional.of(UDP);
            case "SCTP" -> Optional.of(SCTP);
            default -> Optional.empty();
        };
    }
}
