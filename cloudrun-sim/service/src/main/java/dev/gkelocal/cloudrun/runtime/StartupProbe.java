package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Waits until a port accepts a connection, as Cloud Run's default start-up probe does (cloudrun sheet 1.3). */
final class StartupProbe {
    /** Short beside the start of most programs, for half of it is added to every cold start. */
    private static final Duration PERIOD = Duration.ofMillis(2);

    /** For those that take longer than {@link #HASTE}: what is added stays below one in a hundred. */
    private static final Duration LATER_PERIOD = Duration.ofMillis(10);

    private static final Duration HASTE = Duration.ofSeconds(1);

    enum Result {
        LISTENS,
        TIMED_OUT,
        GIVEN_UP
    }

    private final InstantSource clock;

    StartupProbe(InstantSource clock) {
        this.clock = clock;
    }

    /** @param stillWanted asked before each attempt; false gives up */
    Result await(int port, Duration timeout, BooleanSupplier stillWanted) throws InterruptedException {
        var begun = clock.instant();
        var deadline = begun.plus(timeout);
        while (stillWanted.getAsBoolean()) {
            if (accepts(port)) {
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

    static boolean accepts(int port) {
        try (var channel = SocketChannel.open()) {
            return channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException _) {
            return false;
        }
    }
}
