package dev.gkelocal.embedded.launch;

import dev.gkelocal.embedded.process.PortHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one platform: all free on loopback at the moment of the choice. */
public record PortPlan(Map<Port, Integer> numbers) {
    /**
     * Free ports are looked for below the range from which systems take the ports of outgoing connections, so that none of
     * those gets in between the choice and the start, and below the range that cloudrun-sim gives to instances.
     */
    private static final int FIRST_FREE = 11_000;

    private static final int FREE_COUNT = 8_000;

    public PortPlan {
        numbers = Map.copyOf(numbers);
    }

    public sealed interface Choice {
        record Chosen(PortPlan plan) implements Choice {}

        /** @param sentences one for each port that cannot be used */
        record Busy(List<String> sentences) implements Choice {
            public Busy {
                sentences = List.copyOf(sentences);
            }
        }
    }

    public int of(Port port) {
        var number = numbers.get(port);
        if (number == null) {
            throw new IllegalArgumentException(port.path() + " is not part of this plan");
        }
        return number;
    }

    /**
     * @param wanted 0 means any free one
     * @param orAnyFree take a free one instead of each that is busy
     */
    public static Choice choose(Map<Port, Integer> wanted, boolean orAnyFree) throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            return choose(wanted, orAnyFree, held);
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    /** The sentence for the user when somebody listens on a port now; empty when it is free. */
    public static Optional<String> busy(Port port, int number) {
        var held = new ArrayList<ServerSocket>();
        try {
            if (!listen(number, held)) {
                return Optional.of(sentence(port, number));
            }
            held.getFirst().close();
        } catch (IOException _) {
            return Optional.of(sentence(port, number));
        }
        return Optional.empty();
    }

    /** All sockets stay open until the choice is made, so that no free port is handed out twice. */
    private static Choice choose(Map<Port, Integer> wanted, boolean orAnyFree, List<ServerSocket> held)
            throws IOException {
        var chosen = new EnumMap<Port, Integer>(Port.class);
        var users = new HashMap<Integer, Port>();
        var busy = new ArrayList<String>();
        for (var entry : new EnumMap<>(wanted).entrySet()) {
            var port = entry.getKey();
            var number = entry.getValue();
            var twin = users.putIfAbsent(number, port);
            if (number != 0 && twin != null && !orAnyFree) {
                busy.add(port.path() + ": port " + number + " is also " + twin.path() + "; give each its own");
            } else if (number != 0 && listen(number, held)) {
                chosen.put(port, number);
            } else if ((number == 0 || orAnyFree) && listenAnywhere(held)) {
                chosen.put(port, held.getLast().getLocalPort());
            } else {
                busy.add(sentence(port, number));
            }
        }
        return busy.isEmpty() ? new Choice.Chosen(new PortPlan(chosen)) : new Choice.Busy(busy);
    }

    private static boolean listenAnywhere(List<ServerSocket> held) throws IOException {
        int start = ThreadLocalRandom.current().nextInt(FREE_COUNT);
        for (int i = 0; i < FREE_COUNT; i++) {
            if (listen(FIRST_FREE + (start + i) % FREE_COUNT, held)) {
                return true;
            }
        }
        return false;
    }

    private static boolean listen(int number, List<ServerSocket> held) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 1);
            held.add(socket);
            return true;
        } catch (IOException _) {
            socket.close();
            return false;
        }
    }

    private static String sentence(Port port, int number) {
        var holder = PortHolder.of(number)
                .map(it -> "held by process " + it.pid() + " (" + it.command() + ")")
                .orElse("in use by another process");
        return port.path() + ": port " + number + " is " + holder + "; stop it, set another port, or use --auto-ports";
    }
}
