package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Network policies: nothing passes in the platform's namespaces but the {@link Edges}, each allowed on both of its ends. */
final class Policies {
    static final String DENY_ALL = "default-deny";
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final PlatformSettings settings;
    private final List<Edge> edges;

    Policies(PlatformSettings settings) {
        this.settings = settings;
        this.edges = Edges.of(settings);
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        for (var party : Party.values()) {
            if (party.isOurs() && party.runs(settings)) {
                all.add(policy(party));
            }
        }
        // Last, so that nothing is cut off on the way.
        all.add(denyAll(settings.namespace()));
        all.add(denyAll(settings.instancesNamespace()));
        return all;
    }

    private NetworkPolicy denyAll(String namespace) {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(DENY_ALL)
                .withNamespace(namespace)
                .withLabels(Labels.of(DENY_ALL, "network"))
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
    }

    private NetworkPolicy policy(Party party) {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(party.title())
                .withNamespace(namespace(party))
                .withLabels(Labels.of(party.title(), "network"))
                .endMetadata()
                .withNewSpec()
                .withPodSelector(selector(party))
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(edges.stream()
                        .filter(it -> it.to() == party)
                        .map(this::ingress)
                        .toList())
                .withEgress(edges.stream()
                        .filter(it -> it.from() == party)
                        .map(this::egress)
                        .toList())
                .endSpec()
                .build();
    }

    private NetworkPolicyIngressRule ingress(Edge edge) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(sources(edge.from()))
                .withPorts(ports(edge))
                .build();
    }

    private NetworkPolicyEgressRule egress(Edge edge) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(destinations(edge.to()))
                .withPorts(ports(edge))
                .build();
    }

    private List<NetworkPolicyPeer> sources(Party party) {
        return switch (party) {
            // None means everybody.
            case ANYBODY -> List.of();
            case INGRESS -> ingressControllers();
            case USERS -> List.of(peer(Map.of(UserNamespace.USES_PLATFORM, "true"), null));
            default -> List.of(pods(party));
        };
    }

    /** Any Pod of the cluster when it is not known where they are. */
    private List<NetworkPolicyPeer> ingressControllers() {
        var namespaces = new TreeSet<>(settings.surroundings().ingressNamespaces());
        if (settings.routes().controller() == RouteSettings.ControllerChoice.NGINX) {
            namespaces.add(IngressController.NAMESPACE);
        }
        return namespaces.isEmpty()
                ? List.of(peer(Map.of(), null))
                : namespaces.stream()
                        .map(name -> peer(Map.of(NAMESPACE_NAME, name), null))
                        .toList();
    }

    private List<NetworkPolicyPeer> destinations(Party party) {
        return switch (party) {
            case DNS -> List.of(peer(Map.of(NAMESPACE_NAME, "kube-system"), Map.of("k8s-app", "kube-dns")));
            case API_SERVER -> addresses(settings.surroundings().apiServer());
            // A registry beside the cluster has an address of the engine's network, one on the internet any.
            case REGISTRY, OUTSIDE -> List.of(outside());
            default -> List.of(pods(party));
        };
    }

    private static List<NetworkPolicyPeer> addresses(List<String> known) {
        var blocks = known.isEmpty()
                ? List.of(EVERYWHERE)
                : known.stream().map(it -> it + "/32").toList();
        return blocks.stream()
                .map(it -> new NetworkPolicyPeerBuilder()
                        .withNewIpBlock()
                        .withCidr(it)
                        .endIpBlock()
                        .build())
                .toList();
    }

    /** Everything but the cluster's own Pods and Services, and what cloud machines keep at a link-local address. */
    private NetworkPolicyPeer outside() {
        return new NetworkPolicyPeerBuilder()
                .withNewIpBlock()
                .withCidr(EVERYWHERE)
                .withExcept(Stream.concat(settings.surroundings().clusterRanges().stream(), Stream.of("169.254.0.0/16"))
                        .toList())
                .endIpBlock()
                .build();
    }

    private NetworkPolicyPeer pods(Party party) {
        return peer(Map.of(NAMESPACE_NAME, namespace(party)), labels(party));
    }

    private static NetworkPolicyPeer peer(Map<String, String> namespace, @Nullable Map<String, String> pods) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .withMatchLabels(namespace.isEmpty() ? null : namespace)
                        .build())
                .withPodSelector(
                        pods == null
                                ? null
                                : new LabelSelectorBuilder()
                                        .withMatchLabels(pods.isEmpty() ? null : pods)
                                        .build())
                .build();
    }

    private LabelSelector selector(Party party) {
        var labels = labels(party);
        return new LabelSelectorBuilder()
                .withMatchLabels(labels.isEmpty() ? null : labels)
                .build();
    }

    /** All Pods of the instances' namespace are instances. */
    private static Map<String, String> labels(Party party) {
        var component = party.component();
        return component == null ? Map.of() : Labels.selector(component);
    }

    private String namespace(Party party) {
        return party == Party.INSTANCES ? settings.instancesNamespace() : settings.namespace();
    }

    /** Names are asked for over both. */
    private static List<NetworkPolicyPort> ports(Edge edge) {
        var protocols = edge.to() == Party.DNS ? List.of("UDP", "TCP") : List.of("TCP");
        return edge.ports().stream()
                .flatMap(number -> protocols.stream()
                        .map(protocol -> new NetworkPolicyPortBuilder()
                                .withProtocol(protocol)
                                .withPort(new IntOrString(number))
                                .build()))
                .toList();
    }
}
