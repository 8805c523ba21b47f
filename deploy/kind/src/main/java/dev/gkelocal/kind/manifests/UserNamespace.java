package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a namespace of users' own starts with: restricted Pods, no traffic but what is named. Not the platform's: the owner of the
 * namespace adds the rest.
 */
public final class UserNamespace {
    /** Lets a namespace's Pods call Cloud Run services and send spans. */
    static final String USES_PLATFORM = "gke-local.dev/uses-platform";

    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    private static final int DNS_PORT = 53;

    private UserNamespace() {}

    /** @param settings of the platform beside which it lies */
    public static List<HasMetadata> of(String name, PlatformSettings settings) {
        return List.of(
                namespace(name),
                policy(name, Policies.DENY_ALL, List.of("Ingress", "Egress"), List.of()),
                policy(
                        name,
                        "names",
                        List.of("Egress"),
                        List.of(egress(
                                Map.of(NAMESPACE_NAME, "kube-system"),
                                Map.of("k8s-app", "kube-dns"),
                                port("UDP", DNS_PORT),
                                port("TCP", DNS_PORT)))),
                policy(
                        name,
                        "platform",
                        List.of("Egress"),
                        List.of(
                                egress(
                                        Map.of(NAMESPACE_NAME, settings.namespace()),
                                        Labels.selector(Component.CLOUDRUN_SIM),
                                        port("TCP", Component.CLOUDRUN_SIM.port("ingress"))),
                                egress(
                                        Map.of(NAMESPACE_NAME, settings.namespace()),
                                        Labels.selector(Component.JAEGER),
                                        port("TCP", Component.JAEGER.port("otlp-grpc")),
                                        port("TCP", Component.JAEGER.port("otlp-http"))))),
                within(name));
    }

    private static HasMetadata namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(new TreeMap<>(Map.of(
                        "pod-security.kubernetes.io/enforce",
                        "restricted",
                        "pod-security.kubernetes.io/enforce-version",
                        "latest",
                        "pod-security.kubernetes.io/warn",
                        "restricted",
                        USES_PLATFORM,
                        "true")))
                .endMetadata()
                .build();
    }

    private static HasMetadata policy(
            String namespace, String name, List<String> types, List<NetworkPolicyEgressRule> egress) {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes(types)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    /** The Pods of one application may talk to each other. */
    private static HasMetadata within(String namespace) {
        var everyPodHere = new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .endPodSelector()
                .build();
        return new NetworkPolicyBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName("within-namespace")
                        .withNamespace(namespace)
                        .build())
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .withFrom(everyPodHere)
                .endIngress()
                .addNewEgress()
                .withTo(everyPodHere)
                .endEgress()
                .endSpec()
                .build();
    }

    private static NetworkPolicyEgressRule egress(
            Map<String, String> namespace, Map<String, String> pods, NetworkPolicyPort... ports) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNamespaceSelector(
                        new LabelSelectorBuilder().withMatchLabels(namespace).build())
                .withPodSelector(
                        new LabelSelectorBuilder().withMatchLabels(pods).build())
                .endTo()
                .withPorts(ports)
                .build();
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(number))
                .build();
    }
}
