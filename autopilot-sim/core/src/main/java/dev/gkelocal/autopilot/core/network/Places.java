package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Pods, workloads and nodes of a world, and how people name them. */
final class Places {
    private static final int MOST_NAMES = 8;
    private static final String SERVICE = "service/";

    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final Map<String, End.OnNode> nodes = new LinkedHashMap<>();
    private final Map<String, End.InPod> pods = new LinkedHashMap<>();
    private final Map<Address, End> byAddress = new HashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();

    /** @param objects without lists */
    Places(List<Value> objects) {
        objects.stream().filter(it -> isKind(it, "Namespace")).forEach(this::addNamespace);
        objects.stream().filter(it -> isKind(it, "Node")).forEach(this::addNode);
        objects.stream().filter(it -> isKind(it, "Pod")).forEach(it -> addPod(it, it));
        objects.forEach(it -> template(it).ifPresent(template -> addPod(it, template)));
        objects.stream().filter(it -> isKind(it, "Service")).map(Service::of).forEach(it -> services.put(it.key(), it));
    }

    List<End.InPod> pods() {
        return List.copyOf(pods.values());
    }

    /** Where the workload keeps its Pod; empty for everything else. */
    private static Optional<Value> template(Value object) {
        return switch (object.get("kind").text()) {
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job" ->
                Optional.of(object.get("spec").get("template"));
            case "CronJob" ->
                Optional.of(object.get("spec").get("jobTemplate").get("spec").get("template"));
            default -> Optional.empty();
        };
    }

    private static boolean isKind(Value object, String kind) {
        return object.get("kind").text().equals(kind);
    }

    private void addNamespace(Value object) {
        var metadata = object.get("metadata");
        namespaces.put(metadata.get("name").text(), metadata.get("labels").texts());
    }

    /** With the label that the API server puts on every namespace. */
    private Map<String, String> namespaceLabels(String namespace) {
        var labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
        labels.put("kubernetes.io/metadata.name", namespace);
        return labels;
    }

    private void addNode(Value object) {
        var metadata = object.get("metadata");
        var addresses = object.get("status").get("addresses").items().stream()
                .flatMap(it -> Address.parse(it.get("address").text()).stream())
                .toList();
        var node = new End.OnNode(
                metadata.get("name").text(), metadata.get("labels").texts(), addresses);
        nodes.put(node.name(), node);
        addresses.forEach(it -> byAddress.put(it, node));
    }

    private void addPod(Value object, Value template) {
        var metadata = object.get("metadata");
        var namespace = metadata.get("namespace").text("default");
        var spec = template.get("spec");
        var node = spec.get("nodeName").text();
        var pod = new End.InPod(
                namespace,
                metadata.get("name").text(metadata.get("generateName").text()),
                template.get("metadata").get("labels").texts(),
                namespaceLabels(namespace),
                addresses(template.get("status")),
                node,
                nodes.containsKey(node) ? nodes.get(node).labels() : Map.of(),
                spec.get("hostNetwork").isTrue(),
                ports(spec));
        if (pods.putIfAbsent(pod.key(), pod) == null && !pod.hostNetwork()) {
            pod.addresses().forEach(it -> byAddress.put(it, pod));
        }
    }

    private static List<Address> addresses(Value status) {
        var addresses = new ArrayList<Address>();
        Address.parse(status.get("podIP").text()).ifPresent(addresses::add);
        for (var each : status.get("podIPs").items()) {
            Address.parse(each.get("ip").text())
                    .filter(it -> !addresses.contains(it))
                    .ifPresent(addresses::add);
        }
        return addresses;
    }

    private static List<End.ContainerPort> ports(Value spec) {
        var ports = new ArrayList<End.ContainerPort>();
        for (var containers : List.of(spec.get("containers"), spec.get("initContainers"))) {
            for (var container : containers.items()) {
                for (var port : container.get("ports").items()) {
                    var number = port.get("containerPort").integer().orElse(0);
                    if (number > 0 && number <= 65_535) {
                        ports.add(new End.ContainerPort(
                                port.get("name").text(),
                                (int) number,
                                Protocol.of(port.get("protocol").text()).orElse(Protocol.TCP)));
                    }
                }
            }
        }
        return ports;
    }

    /** A found end, or the sentence that says why there is none. */
    sealed interface Found {
        record Place(End end) implements Found {}

        record Nothing(String message) implements Found {}
    }

    Found find(String text) {
        if (text.equals("kubelet")) {
            return new Found.Place(new End.Kubelet());
        }
        if (text.startsWith("node/")) {
            return node(text.substring("node/".length()));
        }
        var address = Address.parse(text);
        if (address.isPresent()) {
            var known = byAddress.get(address.get());
            return new Found.Place(known == null ? End.Outside.at(text) : known);
        }
        if (pods.containsKey(text)) {
            return place(text);
        }
        return text.indexOf('/') >= 0 ? unknown(text) : bare(text);
    }

    private Found place(String key) {
        var pod = pods.get(key);
        return pod == null ? unknown(key) : new Found.Place(pod);
    }

    private Found node(String name) {
        var known = nodes.get(name);
        if (known != null) {
            return new Found.Place(known);
        }
        return pods.values().stream().anyMatch(it -> it.node().equals(name))
                ? new Found.Place(new End.OnNode(name, Map.of(), List.of()))
                : new Found.Nothing("no node " + name + " here");
    }

    /** A name without a namespace: the one of namespace default, or the only one of that name, or a domain. */
    private Found bare(String name) {
        if (pods.containsKey("default/" + name)) {
            return place("default/" + name);
        }
        var matches =
                pods.keySet().stream().filter(it -> it.endsWith("/" + name)).toList();
        if (matches.size() == 1) {
            return place(matches.getFirst());
        }
        if (!matches.isEmpty()) {
            return new Found.Nothing(name + " is in several namespaces: " + String.join(", ", matches));
        }
        return isDomain(name) ? new Found.Place(End.Outside.at(name)) : unknown(name);
    }

    private static boolean isDomain(String name) {
        var last = name.lastIndexOf('.');
        return last > 0
                && last < name.length() - 1
                && Character.isLetter(name.charAt(last + 1))
                && name.chars().allMatch(it -> it < 128 && (Character.isLetterOrDigit(it) || it == '.' || it == '-'));
    }

    /**
     * The Service that is meant: {@code service/NAME}, {@code service/NAMESPACE/NAME}, its DNS name, or its plain name where no Pod or
     * workload is called so.
     */
    Optional<Service> service(String text) {
        if (text.startsWith(SERVICE)) {
            return serviceNamed(text.substring(SERVICE.length()));
        }
        var dot = text.indexOf(".svc");
        if (dot > 0 && (text.length() == dot + 4 || text.charAt(dot + 4) == '.')) {
            var parts = text.substring(0, dot).split("\\.", -1);
            return parts.length == 2 ? serviceNamed(parts[1] + "/" + parts[0]) : Optional.empty();
        }
        return find(text) instanceof Found.Nothing ? serviceNamed(text) : Optional.empty();
    }

    private Optional<Service> serviceNamed(String name) {
        if (name.indexOf('/') >= 0) {
            return Optional.ofNullable(services.get(name));
        }
        var inDefault = services.get("default/" + name);
        var matches =
                services.values().stream().filter(it -> it.name().equals(name)).toList();
        return inDefault != null
                ? Optional.of(inDefault)
                : matches.size() == 1 ? Optional.of(matches.getFirst()) : Optional.empty();
    }

    private Found unknown(String text) {
        if (text.startsWith(SERVICE)) {
            return new Found.Nothing("no Service " + text.substring(SERVICE.length()) + " here"
                    + (services.isEmpty()
                            ? "; no Services were given"
                            : "; there is " + String.join(", ", services.keySet())));
        }
        if (services.containsKey(text)) {
            return new Found.Nothing(
                    text + " is a Service: nothing connects from it; name a Pod or workload behind it");
        }
        var shown = pods.keySet().stream().limit(MOST_NAMES).toList();
        return new Found.Nothing("no Pod, workload, node or address " + text + " here"
                + (shown.isEmpty()
                        ? "; no Pods were given: add their manifests, or those of their workloads"
                        : "; there is " + String.join(", ", shown) + (pods.size() > shown.size() ? ", ..." : "")));
    }
}
