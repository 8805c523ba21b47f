package dev.gkelocal.kind.cluster;

import dev.gkelocal.embedded.process.PortHolder;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the ports that a new cluster wants on the host are free, asked before minutes are spent on it. */
final class FreePorts {
    private FreePorts() {}

    /** Trouble that names each port that is taken, by whom, and the key that chooses another. */
    static void require(ClusterSettings settings, Engine engine) {
        var taken = wanted(settings).entrySet().stream()
                .filter(port -> isTaken(port.getKey()))
                .map(port -> "port %d is taken%s; choose another with %s"
                        .formatted(port.getKey(), holder(port.getKey(), engine), port.getValue()))
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new Trouble(Trouble.Kind.PRECONDITION, taken);
        }
    }

    private static Map<Integer, String> wanted(ClusterSettings settings) {
        var wanted = new LinkedHashMap<Integer, String>();
        wanted.put(settings.ingress().host(), "cluster.ingress_port");
        wanted.putIfAbsent(settings.ingressTls().host(), "cluster.ingress_tls_port");
        if (settings.apiServerPort() != 0) {
            wanted.putIfAbsent(settings.apiServerPort(), "cluster.api_server_port (0 takes any free one)");
        }
        settings.extraPorts().forEach(port -> wanted.putIfAbsent(port.host(), "cluster.extra_ports"));
        return wanted;
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (BindException refused) {
            // A low port may be the engine's to bind though it is not ours.
            return !String.valueOf(refused.getMessage()).contains("Permission denied");
        } catch (IOException _) {
            return false;
        }
    }

    private static String holder(int port, Engine engine) {
        return engine.publisherOf(port)
                .map(container -> " by the container " + container.name())
                .or(() -> PortHolder.of(port).map(it -> " by process %d (%s)".formatted(it.pid(), it.command())))
                .orElse("");
    }
}
