package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Waits until an address accepts a connection, as Cloud Run's default start-up probe does (cloudrun sheet 1.3). */
public final class StartupProbe {
    /** Short beside the start of most programs, for half of it is added to every cold start. */
    private static final Duration PERIOD = Duration.ofMillis(2);

    /** For those that take longer than {@link #HASTE}: what is added stays below one in a hundred. */
    private static final Duration LATER_PERIOD = Duration.ofMillis(10);

    private static final Duration HASTE = Duration.ofSeconds(1);

    /** Of one attempt. Only an address that swallows packets, as that of a Pod does for a moment, takes so long. */
    private static final int CONNECT_MILLIS = 100;

    /** What a wait came to. */
    public enum Result {
        LISTENS,
        TIMED_OUT,
        GIVEN_UP
    }

    private final InstantSource clock;

    public StartupProbe(InstantSource clock) {
        this.clock = clock;
    }

    /** @param stillWanted asked before each attempt; false gives up */
    public Result await(InetSocketAddress address, Duration timeout, BooleanSupplier stillWanted)
            throws InterruptedException {
        var begun = clock.instant();
        var deadline = begun.plus(timeout);
        while (stillWanted.getAsBoolean()) {
            if (accepts(address)) {
                return Result.LISTENS;
            }
            var now = clock.instant();
            if (now.isAfter(deadline)) {
                return Result.TIMED_OUT;
            }
            Thread.sleep(now.isBefore(begun.plus(HASTE)) ? PERIOD : LATER_PERIOD);
        }
        return Result.GIVEN_UP;
    }

    private static boolean accepts(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
