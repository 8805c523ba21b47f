package dev.gkelocal.autopilot.core.network;

/** One entry of a rule's ports or protocols. Names are those of the destination's container ports, in either direction. */
sealed interface PortRule {
    boolean matches(Traffic traffic);

    /** A port number, a range of them or, from 1 to 65535, a whole protocol. Both ends are included. */
    record Range(Protocol protocol, int first, int last) implements PortRule {
        @Override
        public boolean matches(Traffic traffic) {
            return traffic.protocol() == protocol && traffic.port() >= first && traffic.port() <= last;
        }

        @Override
        public String toString() {
            if (first == 1 && last == 65535) {
                return protocol + " on any port";
            }
            return protocol + " " + first + (first == last ? "" : " to " + last);
        }
    }

    /** A named port of NetworkPolicy, where the protocol must be that of the container port too. */
    record Named(Protocol protocol, String name) implements PortRule {
        @Override
        public boolean matches(Traffic traffic) {
            return traffic.protocol() == protocol
                    && traffic.to() instanceof End.InPod pod
                    && pod.declares(name, traffic.port(), protocol);
        }

        @Override
        public String toString() {
            return protocol + " \"" + name + "\"";
        }
    }

    /** A named port of the admin tiers: the protocol is the container port's. */
    record NamedAny(String name) implements PortRule {
        @Override
        public boolean matches(Traffic traffic) {
            return traffic.to() instanceof End.InPod pod && pod.declares(name, traffic.port(), traffic.protocol());
        }

        @Override
        public String toString() {
            return "\"" + name + "\"";
        }
    }
}
