package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A way to the cluster's API server that can be cut, as when its machine goes away: a port that passes bytes on, and a context for it. */
public final class FragileRoad implements AutoCloseable {
    public static final String CONTEXT = "fragile";

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: %1$s
            contexts: [{name: %1$s, context: {cluster: there, user: %1$s}}]
            clusters: [{name: there, cluster: {server: "%2$s", certificate-authority-data: "%3$s"}}]
            users: [{name: %1$s, user: {client-certificate-data: "%4$s", client-key-data: "%5$s"}}]
            """;

    private final ServerSocket entry;
    private final Path kubeconfig;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private FragileRoad(ServerSocket entry, Path kubeconfig, URI server) {
        this.entry = entry;
        this.kubeconfig = kubeconfig;
        Thread.ofVirtual().start(() -> accept(server));
    }

    /** @param folder for the kubeconfig */
    public static FragileRoad in(Path folder) throws IOException {
        var client = Cluster.get().client().getConfiguration();
        var server = URI.create(client.getMasterUrl());
        var entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var text = KUBECONFIG.formatted(
                CONTEXT,
                "https://" + server.getHost() + ":" + entry.getLocalPort(),
                client.getCaCertData(),
                client.getClientCertData(),
                client.getClientKeyData());
        return new FragileRoad(entry, Files.writeString(folder.resolve("fragile.kubeconfig"), text), server);
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** From now on nobody answers. */
    public void cut() {
        try {
            entry.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(URI server) {
        while (!entry.isClosed()) {
            try {
                var here = entry.accept();
                var there = new Socket(server.getHost(), server.getPort());
                open.add(here);
                open.add(there);
                Thread.ofVirtual().start(() -> pass(here, there));
                Thread.ofVirtual().start(() -> pass(there, here));
            } catch (IOException cut) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Either end may go first.
            return;
        }
    }
}
