package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.net.URI;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * What is to be enforced, and how the API server gets here.
 *
 * @param namespace of the platform
 * @param instances namespace of Cloud Run instances
 * @param port that the webhooks listen on
 * @param version whose rules hold
 */
public record Wish(
        Mode mode,
        String namespace,
        String instances,
        Reach reach,
        int port,
        Advertised advertised,
        ClusterVersion version) {
    public static final String NAMESPACE = "gkelocal.kubernetes.namespace";
    private static final String PREFIX = "gkelocal.kubernetes.";
    private static final String SERVICE = "autopilot-sim";
    private static final int PORT = 8443;

    public enum Mode {
        /** In a Kind cluster only. */
        AUTO,
        ON,
        OFF
    }

    /** @throws IllegalArgumentException that names the property */
    public static Wish of(Properties properties, ClusterVersion version) {
        var namespace = properties.getProperty(NAMESPACE, "");
        int port = port(properties);
        var address = properties.getProperty(PREFIX + "webhook_address", "");
        return new Wish(
                mode(properties.getProperty(PREFIX + "enforce", "auto")),
                namespace,
                properties.getProperty(PREFIX + "instances_namespace", namespace + "-run"),
                address.isEmpty()
                        ? new Reach.Service(namespace, SERVICE, port)
                        : new Reach.Address(URI.create(address)),
                port,
                new Advertised(
                        properties.getProperty(PREFIX + "node_cpu", Advertised.PLENTY.cpu()),
                        properties.getProperty(PREFIX + "node_memory", Advertised.PLENTY.memory()),
                        properties.getProperty(
                                PREFIX + "node_ephemeral_storage", Advertised.PLENTY.ephemeralStorage())),
                version);
    }

    private static Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Mode.AUTO;
            case "true", "on" -> Mode.ON;
            case "false", "off" -> Mode.OFF;
            default ->
                throw new IllegalArgumentException(PREFIX + "enforce is auto, true or false, it is '" + text + "'");
        };
    }

    private static int port(Properties properties) {
        var text = properties.getProperty(PREFIX + "webhook_port", Integer.toString(PORT));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    PREFIX + "webhook_port is a port number, it is '" + text + "'", noNumber);
        }
    }

    /** Namespaces that the rules never hold in, so that nothing can keep the cluster from working. */
    Set<String> spared() {
        return Set.of(
                namespace,
                instances,
                "kube-system",
                "kube-public",
                "kube-node-lease",
                "local-path-storage",
                "ingress-nginx",
                "nginx-ingress");
    }
}
