package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Service, as clients inside of the cluster use it. Policies never see it: what they judge goes to one of its Pods.
 *
 * @param externalName where the DNS name leads instead; only of kind EXTERNAL
 * @param selector of its Pods; empty where endpoints are kept by hand
 */
record Service(
        String namespace, String name, Kind kind, String externalName, Map<String, String> selector, List<Port> ports) {
    enum Kind {
        /** One address stands for all Pods, and its ports for theirs: NodePort and LoadBalancer have one as well. */
        CLUSTER_IP,
        /** The name leads to the Pods themselves, and no port is translated. */
        HEADLESS,
        EXTERNAL
    }

    /**
     * @param name empty where there is only one
     * @param target the number or the name of a container port
     */
    record Port(String name, int number, String target, Protocol protocol) {
        private static Optional<Port> of(Value port) {
            var number = port.get("port").integer().orElse(0);
            return number < 1 || number > 65_535
                    ? Optional.empty()
                    : Optional.of(new Port(
                            port.get("name").text(),
                            (int) number,
                            port.get("targetPort").text(String.valueOf(number)),
                            Protocol.of(port.get("protocol").text()).orElse(Protocol.TCP)));
        }

        /** {@code 80 (http)}. */
        @Override
        public String toString() {
            return number
                    + (name.isEmpty() ? "" : " (" + name + ")")
                    + (protocol == Protocol.TCP ? "" : "/" + protocol);
        }
    }

    Service {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    static Service of(Value object) {
        var metadata = object.get("metadata");
        var spec = object.get("spec");
        return new Service(
                metadata.get("namespace").text("default"),
                metadata.get("name").text(),
                kind(spec),
                spec.get("externalName").text(),
                spec.get("selector").texts(),
                spec.get("ports").items().stream()
                        .flatMap(it -> Port.of(it).stream())
                        .toList());
    }

    private static Kind kind(Value spec) {
        if (spec.get("type").text().equals("ExternalName")) {
            return Kind.EXTERNAL;
        }
        return spec.get("clusterIP").text().equals("None") ? Kind.HEADLESS : Kind.CLUSTER_IP;
    }

    /** {@code namespace/name}. */
    String key() {
        return namespace + "/" + name;
    }

    boolean selects(End.InPod pod) {
        return !selector.isEmpty()
                && pod.namespace().equals(namespace)
                && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    /** @param port a number or a name */
    Optional<Port> port(String port, Optional<Protocol> protocol) {
        return ports.stream()
                .filter(it ->
                        it.name().equals(port) || String.valueOf(it.number()).equals(port))
                .filter(it -> protocol.isEmpty() || protocol.get() == it.protocol())
                .findFirst();
    }
}
