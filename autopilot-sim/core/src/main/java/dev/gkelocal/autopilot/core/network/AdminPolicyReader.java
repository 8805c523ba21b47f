package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the policies of the whole cluster: AdminNetworkPolicy and BaselineAdminNetworkPolicy (v1alpha1, with peers as first
 * published and as later simplified) and ClusterNetworkPolicy (v1alpha2).
 */
final class AdminPolicyReader {
    private static final String GROUP = "policy.networking.k8s.io/";
    private static final int LAST = 1_000_000;

    private final Field root;
    private final boolean isCluster;
    private final int most;
    private final Tier tier;

    private AdminPolicyReader(Field root, String kind) {
        this.root = root;
        this.isCluster = kind.equals("ClusterNetworkPolicy");
        this.most = isCluster ? 25 : 100;
        this.tier = tier(kind);
    }

    /** @return empty when it has problems, which are added to the list */
    static Optional<Policy> read(Value manifest, String kind, List<Problem> problems) {
        var name = manifest.get("metadata").get("name").text();
        var found = new ArrayList<Problem>();
        var root = Field.root(manifest, kind + " " + name, found);
        if (!manifest.get("apiVersion").text(GROUP).startsWith(GROUP)) {
            root.get("apiVersion").problem("Unsupported value: the group must be policy.networking.k8s.io");
        }
        var policy = new AdminPolicyReader(root, kind).policy(kind, name);
        problems.addAll(found);
        return found.isEmpty() ? Optional.of(policy) : Optional.empty();
    }

    private Tier tier(String kind) {
        if (!isCluster) {
            return kind.equals("AdminNetworkPolicy") ? Tier.ADMIN : Tier.BASELINE;
        }
        var tier = root.get("spec").get("tier");
        return switch (tier.value().text()) {
            case "Admin" -> Tier.ADMIN;
            case "Baseline" -> Tier.BASELINE;
            default -> {
                tier.problem("Unsupported value: " + tier.shown() + ": supported values: \"Admin\", \"Baseline\"");
                yield Tier.ADMIN;
            }
        };
    }

    private Policy policy(String kind, String name) {
        var spec = root.get("spec");
        var hasPriority = isCluster || tier == Tier.ADMIN;
        if (isCluster) {
            spec.only("tier", "priority", "subject", "ingress", "egress");
        } else if (hasPriority) {
            spec.only("priority", "subject", "ingress", "egress");
        } else {
            spec.only("subject", "ingress", "egress");
        }
        var subject = spec.get("subject");
        subject.exactlyOne("namespaces", "pods");
        var pods = subject.get("pods").only("namespaceSelector", "podSelector");
        var byPods = subject.get("pods").isSet();
        return new Policy(
                tier,
                kind,
                "",
                name,
                hasPriority ? spec.get("priority").integer(0, 1000) : LAST,
                (byPods ? pods.get("namespaceSelector") : subject.get("namespaces")).selector(),
                byPods ? podSelector(pods) : LabelSelector.EVERYTHING,
                Optional.of(rules(spec, Direction.INGRESS)),
                Optional.of(rules(spec, Direction.EGRESS)),
                root.value().at());
    }

    private LabelSelector podSelector(Field pods) {
        if (!pods.get("podSelector").isSet()) {
            pods.get("podSelector").problem("Required value");
        }
        return pods.get("podSelector").selector();
    }

    private List<Policy.Rule> rules(Field spec, Direction direction) {
        var ports = isCluster ? "protocols" : "ports";
        var rules = new ArrayList<Policy.Rule>();
        for (var item : spec.get(direction.field()).items(most)) {
            item.only("name", "action", direction.peers(), ports);
            var peers = new ArrayList<Peer>();
            item.get(direction.peers()).someItems(most).forEach(it -> peers.addAll(peer(it, direction)));
            var listed = new ArrayList<PortRule>();
            for (var each : item.get(ports).items(most)) {
                listed.add(isCluster ? protocol(each) : port(each));
            }
            var name = item.get("name").text();
            rules.add(new Policy.Rule(
                    direction.field() + "[" + rules.size() + "]" + (name.isEmpty() ? "" : " \"" + name + "\""),
                    action(item.get("action")),
                    peers,
                    listed));
        }
        return rules;
    }

    /** v1alpha1 says Allow, v1alpha2 Accept; only v1alpha1's baseline cannot pass. */
    private Policy.Action action(Field action) {
        var accept = isCluster ? "Accept" : "Allow";
        var text = action.value().text();
        var canPass = isCluster || tier == Tier.ADMIN;
        if (text.equals(accept)) {
            return Policy.Action.ACCEPT;
        }
        if (text.equals("Pass") && canPass) {
            return Policy.Action.PASS;
        }
        if (!text.equals("Deny")) {
            action.problem("Unsupported value: " + action.shown() + ": supported values: \"" + accept + "\", \"Deny\""
                    + (canPass ? ", \"Pass\"" : ""));
        }
        return Policy.Action.DENY;
    }

    private List<? extends Peer> peer(Field peer, Direction direction) {
        var isOne = direction == Direction.EGRESS
                ? peer.exactlyOne("namespaces", "pods", "nodes", "networks", "domainNames")
                : peer.exactlyOne("namespaces", "pods");
        if (!isOne) {
            return List.of();
        }
        var pods = peer.get("pods");
        if (pods.isSet()) {
            return List.of(podsPeer(pods));
        }
        if (peer.get("namespaces").isSet()) {
            return List.of(new Peer.Pods(namespaces(peer.get("namespaces")), LabelSelector.EVERYTHING));
        }
        if (peer.get("nodes").isSet()) {
            return List.of(new Peer.Nodes(peer.get("nodes").selector()));
        }
        if (peer.get("networks").isSet()) {
            return peer.get("networks").someItems(25).stream()
                    .flatMap(it -> it.cidr().stream())
                    .map(it -> new Peer.Block(it, List.of()))
                    .toList();
        }
        return List.of(new Peer.Domains(
                peer.get("domainNames").someItems(25).stream().map(Field::text).toList()));
    }

    private Peer podsPeer(Field pods) {
        if (!isCluster && pods.get("namespaces").isSet()) {
            pods.only("namespaces", "podSelector");
            return new Peer.Pods(namespaces(pods.get("namespaces")), podSelector(pods));
        }
        pods.only("namespaceSelector", "podSelector");
        return new Peer.Pods(
                new Peer.Namespaces.Selected(pods.get("namespaceSelector").selector()), podSelector(pods));
    }

    /** A label selector; in early v1alpha1 one of three ways to choose. */
    private Peer.Namespaces namespaces(Field namespaces) {
        var early = !isCluster
                && (namespaces.get("namespaceSelector").isSet()
                        || namespaces.get("sameLabels").isSet()
                        || namespaces.get("notSameLabels").isSet());
        if (!early) {
            return new Peer.Namespaces.Selected(namespaces.selector());
        }
        namespaces.exactlyOne("namespaceSelector", "sameLabels", "notSameLabels");
        if (namespaces.get("namespaceSelector").isSet()) {
            return new Peer.Namespaces.Selected(
                    namespaces.get("namespaceSelector").selector());
        }
        var same = namespaces.get("sameLabels").isSet();
        var keys = namespaces.get(same ? "sameLabels" : "notSameLabels").items(100);
        return new Peer.Namespaces.Compared(keys.stream().map(Field::text).toList(), same);
    }

    private static PortRule port(Field entry) {
        if (!entry.exactlyOne("portNumber", "namedPort", "portRange")) {
            return new PortRule.NamedAny("");
        }
        if (entry.get("namedPort").isSet()) {
            return new PortRule.NamedAny(entry.get("namedPort").text());
        }
        if (entry.get("portNumber").isSet()) {
            var number = entry.get("portNumber").only("protocol", "port");
            var port = number.get("port").integer(1, PolicyReader.ALL);
            return new PortRule.Range(number.get("protocol").protocol(), port, port);
        }
        var range = entry.get("portRange").only("protocol", "start", "end");
        return range(range, range.get("protocol").protocol());
    }

    private static PortRule protocol(Field entry) {
        if (!entry.exactlyOne("tcp", "udp", "sctp", "destinationNamedPort")) {
            return new PortRule.NamedAny("");
        }
        if (entry.get("destinationNamedPort").isSet()) {
            return new PortRule.NamedAny(entry.get("destinationNamedPort").text());
        }
        for (var protocol : Protocol.values()) {
            var attributes = entry.get(protocol.name().toLowerCase(Locale.ROOT));
            if (attributes.isSet()) {
                return destination(attributes.only("destinationPort").get("destinationPort"), protocol);
            }
        }
        throw new IllegalStateException("exactly one field is set");
    }

    private static PortRule destination(Field port, Protocol protocol) {
        if (!port.isSet()) {
            return new PortRule.Range(protocol, 1, PolicyReader.ALL);
        }
        port.exactlyOne("number", "range");
        if (port.get("range").isSet()) {
            return range(port.get("range").only("start", "end"), protocol);
        }
        var number = port.get("number").integer(1, PolicyReader.ALL);
        return new PortRule.Range(protocol, number, number);
    }

    private static PortRule range(Field range, Protocol protocol) {
        var start = range.get("start").integer(1, PolicyReader.ALL);
        var end = range.get("end").integer(1, PolicyReader.ALL);
        if (start >= end) {
            range.problem("Invalid value: Start port must be less than End port");
        }
        return new PortRule.Range(protocol, start, end);
    }
}
