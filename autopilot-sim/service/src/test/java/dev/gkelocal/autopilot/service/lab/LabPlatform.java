package dev.gkelocal.autopilot.service.lab;

import dev.gkelocal.testkit.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The service on this machine, as the Autopilot of a real Kind cluster: the API server calls it by the bridge between them. */
public final class LabPlatform implements QuarkusTestResourceLifecycleManager {
    static final String NAMESPACE = "webhooks-lab";

    @Override
    public Map<String, String> start() {
        int port = freePort();
        Kubectl.run("create", "namespace", NAMESPACE);
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("gkelocal.kafka.bootstrap", TestBroker.shared().bootstrap());
        settings.put("gkelocal.simulation.autopilot.tick", "100ms");
        settings.put("gkelocal.simulation.autopilot.time_scale", "60");
        settings.put("gkelocal.kubernetes.namespace", NAMESPACE);
        settings.put("gkelocal.kubernetes.context", System.getenv(Kubectl.CONTEXT));
        settings.put("gkelocal.kubernetes.enforce", Boolean.toString(!isDeployed()));
        settings.put("gkelocal.kubernetes.webhook_port", Integer.toString(port));
        settings.put("gkelocal.kubernetes.webhook_address", "https://" + bridge() + ":" + port);
        return settings;
    }

    /** The platform is in the cluster already: it answers, and this service stays quiet. */
    private static boolean isDeployed() {
        return Kubectl.run("get", "deployment", "autopilot-sim", "-n", "gke-local")
                        .code()
                == 0;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This machine's address in the network of Kind's containers. */
    private static String bridge() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(it -> it.getName().startsWith("br-"))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no bridge to the containers of Kind on this machine"))
                    .getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
