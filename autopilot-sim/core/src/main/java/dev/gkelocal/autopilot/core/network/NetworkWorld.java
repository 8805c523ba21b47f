package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Pods and policies of a cluster, compiled once and asked often; immutable.
 *
 * <p>A connection passes when the source's egress and the destination's ingress both allow it. In each direction the tiers are
 * asked in turn: admin rules by priority, then NetworkPolicies if any selects the Pod, then baseline rules, then it is allowed.
 */
public final class NetworkWorld {
    private static final int DEEPEST_LIST = 8;

    private final Dataplane dataplane;
    private final Places places;
    private final Ruling ruling;
    private final List<Problem> problems;
    private final List<String> unjudged;
    private final List<String> repeated = new ArrayList<>();

    private NetworkWorld(List<Value> objects, Dataplane dataplane) {
        this.dataplane = dataplane;
        places = new Places(objects);
        var policies = new LinkedHashMap<String, Policy>();
        var found = new ArrayList<Problem>();
        var others = new ArrayList<String>();
        for (var object : objects) {
            read(object, found, others).ifPresent(it -> keep(it, policies));
        }
        problems = List.copyOf(found);
        unjudged = List.copyOf(others);
        ruling = new Ruling(List.copyOf(policies.values()), places.pods(), dataplane);
    }

    /**
     * @param objects manifests of any kind: Pods, workloads (which stand for their Pods), namespaces, nodes and policies are
     *     read, lists are opened, everything else is left alone
     */
    public static NetworkWorld of(List<Value> objects, Dataplane dataplane) {
        var flat = new ArrayList<Value>();
        objects.forEach(it -> flatten(it, flat, DEEPEST_LIST));
        return new NetworkWorld(flat, dataplane);
    }

    /** Of two with one name, the later one is what the cluster ends up with. */
    private void keep(Policy policy, Map<String, Policy> policies) {
        var isNamed = !policy.name().isEmpty();
        if (policies.put(isNamed ? policy.title() : policy.title() + "#" + policies.size(), policy) != null) {
            repeated.add(policy.title());
        }
    }

    private static void flatten(Value object, List<Value> flat, int depth) {
        if (depth > 0
                && object.get("kind").text().endsWith("List")
                && object.get("items").isSet()) {
            object.get("items").items().forEach(it -> flatten(it, flat, depth - 1));
        } else {
            flat.add(object);
        }
    }

    private static Optional<Policy> read(Value object, List<Problem> problems, List<String> unjudged) {
        var kind = object.get("kind").text();
        return switch (kind) {
            case "NetworkPolicy" -> PolicyReader.read(object, problems);
            case "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" ->
                AdminPolicyReader.read(object, kind, problems);
            case "CiliumNetworkPolicy",
                    "CiliumClusterwideNetworkPolicy",
                    "FQDNNetworkPolicy",
                    "GlobalNetworkPolicy",
                    "AuthorizationPolicy" -> {
                unjudged.add(kind + " " + object.get("metadata").get("name").text());
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Policies that the API server would refuse, one entry for each wrong field; they have no part in verdicts. */
    public List<Problem> problems() {
        return problems;
    }

    /** What makes verdicts less sure: kinds of policies that aren't judged, repeated policies, and those whose order is undefined. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        unjudged.forEach(it -> warnings.add(it + " is not judged here"));
        repeated.forEach(it -> warnings.add(it + " is there more than once: the last one counts"));
        warnings.addAll(ruling.ties());
        return warnings;
    }

    /** In the order in which they are asked. */
    public List<Policy> policies() {
        return ruling.policies();
    }

    /** The Pods and workloads that can be named. */
    public List<End.InPod> pods() {
        return places.pods();
    }

    public Reach reach(End from, End to, int port, Protocol protocol) {
        var asked = new Traffic(from, to, port, protocol);
        var seen = dataplane.seen(asked);
        var ingress = ruling.verdict(seen, Direction.INGRESS);
        var egress = ruling.verdict(seen, Direction.EGRESS);
        return new Reach(asked, ingress, egress, Notes.of(seen, ingress, egress, dataplane));
    }

    /**
     * The same in people's words.
     *
     * @param from {@code namespace/pod}, {@code namespace/workload}, a name that is unique or in namespace default, an IP address,
     *     a domain name, {@code node/NAME}, or {@code kubelet} for the node of the other end
     * @param to the same, or a Service: {@code service/NAME}, {@code service/NAMESPACE/NAME}, its DNS name
     * @param port a number, or the name of a container port of the destination
     * @param protocol in any case; empty means TCP, or what the named port has
     */
    public Answer reach(String from, String to, String port, String protocol) {
        var source = places.find(from);
        if (source instanceof Places.Found.Nothing(var message)) {
            return new Answer.NoSuchEnd(from, message);
        }
        var wanted = Protocol.of(protocol.isEmpty() ? "TCP" : protocol);
        if (wanted.isEmpty()) {
            return new Answer.NoSuchEnd(protocol, "no protocol " + protocol + "; there is TCP, UDP, SCTP");
        }
        var start = ((Places.Found.Place) source).end();
        var service = places.service(to);
        if (service.isPresent()) {
            return new Services(this).reach(start, service.get(), port, protocol.isEmpty() ? Optional.empty() : wanted);
        }
        var destination = places.find(to);
        if (destination instanceof Places.Found.Nothing(var message)) {
            return new Answer.NoSuchEnd(to, message);
        }
        var end = ((Places.Found.Place) destination).end();
        var number = Address.number(port, 10, 5);
        if (number > 0 && number <= 65_535) {
            return advised(reach(start, end, number, wanted.get()));
        }
        return named(port, end, protocol.isEmpty(), wanted.get())
                .<Answer>map(it -> advised(reach(start, end, it.number(), it.protocol())))
                .orElseGet(() -> new Answer.NoSuchEnd(port, "no port " + port + " at " + end));
    }

    /** Says so when the source cannot resolve names, which people see as the destination being unreachable. */
    Reach advised(Reach reach) {
        if (reach.egress().steps().isEmpty()
                || !reach.egress().allowed()
                || reach.traffic().port() == Notes.DNS) {
            return reach;
        }
        var question = new Traffic(reach.traffic().from(), Notes.KUBE_DNS, Notes.DNS, Protocol.UDP);
        return ruling.verdict(question, Direction.EGRESS).allowed() ? reach : reach.noted(Notes.NO_DNS);
    }

    private static Optional<End.ContainerPort> named(String name, End end, boolean anyProtocol, Protocol protocol) {
        return end instanceof End.InPod pod
                ? pod.ports().stream()
                        .filter(it -> it.name().equals(name) && (anyProtocol || it.protocol() == protocol))
                        .findFirst()
                : Optional.empty();
    }
}
