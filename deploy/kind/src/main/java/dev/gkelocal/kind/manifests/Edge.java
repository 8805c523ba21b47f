package dev.gkelocal.kind.manifests;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One party may open connections to another.
 *
 * @param ports none means any
 * @param why for people
 */
record Edge(Party from, Party to, List<Integer> ports, String why) {
    Edge {
        ports = List.copyOf(ports);
    }

    static Edge of(Party from, Party to, String why, int... ports) {
        return new Edge(from, to, Arrays.stream(ports).boxed().toList(), why);
    }

    String portWords() {
        return ports.isEmpty() ? "any" : ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
