package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Hands out ports that nobody listens on and that none of our instances was given. They lie below the range from which
 * systems take the ports of outgoing connections, so that none of those can get in between.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Set<Integer> taken = new HashSet<>();
    private final RandomGenerator random;

    FreePorts(RandomGenerator random) {
        this.random = random;
    }

    /** @throws IOException when every port is in use */
    synchronized int take() throws IOException {
        var start = random.nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    synchronized void take(int port) {
        taken.add(port);
    }

    synchronized void giveBack(int port) {
        taken.remove(port);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
