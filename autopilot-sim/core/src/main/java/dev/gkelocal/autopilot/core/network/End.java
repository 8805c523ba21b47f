package dev.gkelocal.autopilot.core.network;

import java.util.List;
import java.util.Map;

/** One end of a connection. */
public sealed interface End {
    /** As people name it. */
    String name();

    /**
     * A Pod of the cluster, or a workload standing for each Pod of its template.
     *
     * @param addresses empty where the manifest has no status
     * @param node where it runs; empty where that is not known
     * @param nodeLabels of that node
     * @param ports what its containers declare
     */
    record InPod(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> namespaceLabels,
            List<Address> addresses,
            String node,
            Map<String, String> nodeLabels,
            boolean hostNetwork,
            List<ContainerPort> ports)
            implements End {
        public InPod {
            labels = Map.copyOf(labels);
            namespaceLabels = Map.copyOf(namespaceLabels);
            addresses = List.copyOf(addresses);
            nodeLabels = Map.copyOf(nodeLabels);
            ports = List.copyOf(ports);
        }

        /** {@code namespace/name}. */
        public String key() {
            return namespace + "/" + name;
        }

        boolean declares(String portName, int number, Protocol protocol) {
            return ports.stream()
                    .anyMatch(it -> it.number() == number
                            && it.protocol() == protocol
                            && it.name().equals(portName));
        }

        @Override
        public String toString() {
            return key() + (labels.isEmpty() ? " (no labels)" : " (" + Wording.labels(labels) + ")");
        }
    }

    /** @param name empty for a port without one */
    record ContainerPort(String name, int number, Protocol protocol) {}

    /** A node of the cluster: its kubelet and everything else in the host's network. */
    record OnNode(String name, Map<String, String> labels, List<Address> addresses) implements End {
        public OnNode {
            labels = Map.copyOf(labels);
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "node " + name;
        }
    }

    /** The kubelet of the node on which the other end runs, whichever that is. */
    record Kubelet() implements End {
        @Override
        public String name() {
            return "kubelet";
        }

        @Override
        public String toString() {
            return "the kubelet of its node";
        }
    }

    /**
     * Something outside of the cluster.
     *
     * @param name the address, or a domain name
     * @param addresses empty for a domain name, which is not looked up
     */
    record Outside(String name, List<Address> addresses) implements End {
        public Outside {
            addresses = List.copyOf(addresses);
        }

        /** @param name an IP address or a domain name */
        public static Outside at(String name) {
            return new Outside(name, Address.parse(name).map(List::of).orElse(List.of()));
        }

        @Override
        public String toString() {
            return name + " (outside)";
        }
    }
}
