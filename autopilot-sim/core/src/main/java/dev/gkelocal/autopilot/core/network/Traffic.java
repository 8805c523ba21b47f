package dev.gkelocal.autopilot.core.network;

/** A connection to be judged; replies to an allowed one always pass. */
public record Traffic(End from, End to, int port, Protocol protocol) {
    public Traffic {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    /** The end whose rules decide in this direction. */
    End subject(Direction direction) {
        return direction == Direction.INGRESS ? to : from;
    }

    /** The end that those rules look at. */
    End peer(Direction direction) {
        return direction == Direction.INGRESS ? from : to;
    }
}
