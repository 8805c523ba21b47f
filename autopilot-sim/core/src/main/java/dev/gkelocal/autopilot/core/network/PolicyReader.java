package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads NetworkPolicy (networking.k8s.io/v1), as strictly as the API server does. */
final class PolicyReader {
    static final int ALL = 65_535;

    private PolicyReader() {}

    /** @return empty when it has problems, which are added to the list */
    static Optional<Policy> read(Value manifest, List<Problem> problems) {
        var metadata = manifest.get("metadata");
        var namespace = metadata.get("namespace").text("default");
        var name = metadata.get("name").text();
        var found = new ArrayList<Problem>();
        var root = Field.root(manifest, "NetworkPolicy " + namespace + "/" + name, found);
        if (!manifest.get("apiVersion").text("networking.k8s.io/v1").equals("networking.k8s.io/v1")) {
            root.get("apiVersion").problem("Unsupported value: only networking.k8s.io/v1 is known");
        }
        var spec = root.get("spec").only("podSelector", "policyTypes", "ingress", "egress");
        var pods = spec.get("podSelector").selector();
        var ingress = rules(spec, Direction.INGRESS, namespace);
        var egress = rules(spec, Direction.EGRESS, namespace);
        var types = types(spec.get("policyTypes"), !egress.isEmpty());
        problems.addAll(found);
        return found.isEmpty()
                ? Optional.of(new Policy(
                        Tier.NETWORK_POLICY,
                        "NetworkPolicy",
                        namespace,
                        name,
                        0,
                        LabelSelector.EVERYTHING,
                        pods,
                        Optional.of(ingress).filter(it -> types.contains(Direction.INGRESS)),
                        Optional.of(egress).filter(it -> types.contains(Direction.EGRESS)),
                        manifest.at()))
                : Optional.empty();
    }

    /** Absent or empty means Ingress, and Egress too when there are egress rules. */
    private static List<Direction> types(Field types, boolean hasEgress) {
        var listed = new ArrayList<Direction>();
        for (var type : types.items(2)) {
            switch (type.value().text()) {
                case "Ingress" -> listed.add(Direction.INGRESS);
                case "Egress" -> listed.add(Direction.EGRESS);
                default ->
                    type.problem("Unsupported value: " + type.shown() + ": supported values: \"Egress\", \"Ingress\"");
            }
        }
        if (!listed.isEmpty()) {
            return listed;
        }
        return hasEgress ? List.of(Direction.INGRESS, Direction.EGRESS) : List.of(Direction.INGRESS);
    }

    private static List<Policy.Rule> rules(Field spec, Direction direction, String namespace) {
        var rules = new ArrayList<Policy.Rule>();
        for (var item : spec.get(direction.field()).items(Integer.MAX_VALUE)) {
            item.only(direction.peers(), "ports");
            var peers = new ArrayList<Peer>();
            item.get(direction.peers()).items(Integer.MAX_VALUE).forEach(it -> peers.addAll(peer(it, namespace)));
            var ports = new ArrayList<PortRule>();
            item.get("ports").items(Integer.MAX_VALUE).forEach(it -> ports.add(port(it)));
            rules.add(
                    new Policy.Rule(direction.field() + "[" + rules.size() + "]", Policy.Action.ACCEPT, peers, ports));
        }
        return rules;
    }

    private static List<? extends Peer> peer(Field peer, String namespace) {
        peer.only("podSelector", "namespaceSelector", "ipBlock");
        var pods = peer.get("podSelector");
        var namespaces = peer.get("namespaceSelector");
        var block = peer.get("ipBlock");
        if (block.isSet()) {
            if (pods.isSet() || namespaces.isSet()) {
                peer.problem("Forbidden: may not specify both ipBlock and another peer");
            }
            return block(block);
        }
        if (!pods.isSet() && !namespaces.isSet()) {
            peer.problem("Required value: must specify a peer");
        }
        return List.of(new Peer.Pods(
                namespaces.isSet()
                        ? new Peer.Namespaces.Selected(namespaces.selector())
                        : new Peer.Namespaces.Own(namespace),
                pods.selector()));
    }

    private static List<Peer.Block> block(Field block) {
        block.only("cidr", "except");
        var cidr = block.get("cidr").cidr();
        var except = new ArrayList<Cidr>();
        for (var each : block.get("except").items(Integer.MAX_VALUE)) {
            for (var hole : each.cidr()) {
                if (!cidr.isEmpty() && !hole.isStrictlyWithin(cidr.getFirst())) {
                    each.problem("Invalid value: " + each.shown() + ": must be a strict subset of `cidr`");
                }
                except.add(hole);
            }
        }
        return cidr.stream().map(it -> new Peer.Block(it, except)).toList();
    }

    private static PortRule port(Field entry) {
        entry.only("protocol", "port", "endPort");
        var protocol = entry.get("protocol").protocol();
        var port = entry.get("port");
        var end = entry.get("endPort");
        if (port.value() instanceof Value.Scalar(var name, var type, var ignored) && type == Value.Type.STRING) {
            if (end.isSet()) {
                end.problem("Invalid value: " + end.shown() + ": may not be specified when `port` is non-numeric");
            }
            if (!isPortName(name)) {
                port.problem("Invalid value: " + port.shown() + ": must be a port name of at most 15 characters"
                        + " (lower case letters, digits and hyphens, at least one letter)");
            }
            return new PortRule.Named(protocol, name);
        }
        if (!port.isSet()) {
            if (end.isSet()) {
                end.problem("Invalid value: " + end.shown() + ": may not be specified when `port` is not specified");
            }
            return new PortRule.Range(protocol, 1, ALL);
        }
        var first = port.integer(1, ALL);
        var last = end.isSet() ? end.integer(1, ALL) : first;
        if (last < first) {
            end.problem("Invalid value: " + end.shown() + ": must be greater than or equal to `port`");
        }
        return new PortRule.Range(protocol, first, last);
    }

    /** A service name of RFC 6335, as the API server wants it. */
    static boolean isPortName(String name) {
        return !name.isEmpty()
                && name.length() <= 15
                && name.chars().allMatch(it -> it == '-' || (it >= '0' && it <= '9') || (it >= 'a' && it <= 'z'))
                && name.chars().anyMatch(it -> it >= 'a' && it <= 'z')
                && !name.startsWith("-")
                && !name.endsWith("-")
                && !name.contains("--");
    }
}
