package dev.gkelocal.kind.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the network policies let through, read back from the policies themselves, is what the documents show. */
class EdgesTest {
    private static final Path DOCS = Path.of("../../docs");

    /** From Pod to Pod, by the names of the two and the ports. */
    private record Seen(String from, String to, Set<Integer> ports) {}

    @Test
    void everyNamespaceOfOurs_deniesAllThatIsNotNamed() {
        assertThat(Rendered.all(NetworkPolicy.class, Rendered.settings()))
                .filteredOn(it -> it.getMetadata().getName().equals(Policies.DENY_ALL))
                .extracting(it -> it.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("gke-local", "gke-local-run");
        assertThat(Rendered.all(NetworkPolicy.class, Rendered.settings()))
                .allSatisfy(it -> assertThat(it.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress"));
    }

    @Test
    void betweenOurPods_bothEndsAgree_andAreTheEdges() {
        // Given
        var policies = Rendered.all(NetworkPolicy.class, Rendered.settings());
        var named = Edges.of(Rendered.settings()).stream()
                .filter(it -> it.from().isOurs() && it.to().isOurs())
                .map(it -> new Seen(it.from().title(), it.to().title(), new HashSet<>(it.ports())))
                .collect(Collectors.toSet());
        // Then
        assertThat(outgoing(policies)).isEqualTo(named);
        assertThat(incoming(policies)).isEqualTo(named);
    }

    private static Set<Seen> outgoing(List<NetworkPolicy> policies) {
        var seen = new HashSet<Seen>();
        for (var policy : policies) {
            for (var rule : policy.getSpec().getEgress()) {
                for (var peer : rule.getTo()) {
                    name(peer)
                            .ifPresent(to -> seen.add(new Seen(
                                    policy.getMetadata().getName(),
                                    to,
                                    rule.getPorts().stream()
                                            .map(it -> it.getPort().getIntVal())
                                            .collect(Collectors.toSet()))));
                }
            }
        }
        return seen;
    }

    private static Set<Seen> incoming(List<NetworkPolicy> policies) {
        var seen = new HashSet<Seen>();
        for (var policy : policies) {
            for (var rule : policy.getSpec().getIngress()) {
                for (var peer : rule.getFrom()) {
                    name(peer)
                            .ifPresent(from -> seen.add(new Seen(
                                    from,
                                    policy.getMetadata().getName(),
                                    rule.getPorts().stream()
                                            .map(it -> it.getPort().getIntVal())
                                            .collect(Collectors.toSet()))));
                }
            }
        }
        return seen;
    }

    /** Of a peer in the platform's namespaces. */
    private static Optional<String> name(NetworkPolicyPeer peer) {
        var namespace = labels(peer.getNamespaceSelector()).getOrDefault("kubernetes.io/metadata.name", "");
        return switch (namespace) {
            case "gke-local" -> Optional.of(labels(peer.getPodSelector()).getOrDefault(Labels.NAME, "?"));
            case "gke-local-run" -> Optional.of("instances");
            default -> Optional.empty();
        };
    }

    private static Map<String, String> labels(@Nullable LabelSelector selector) {
        return selector == null ? Map.of() : Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    }

    @Test
    void instances_reachTheInternetButNothingElseOfTheCluster() {
        var policy = Rendered.all(NetworkPolicy.class, Rendered.settings()).stream()
                .filter(it -> it.getMetadata().getName().equals("instances"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.getSpec().getEgress().stream()
                        .flatMap(it -> it.getTo().stream())
                        .map(NetworkPolicyPeer::getIpBlock)
                        .filter(Objects::nonNull))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.getExcept()).contains("10.244.0.0/16", "10.96.0.0/16", "169.254.0.0/16"));
    }

    @Test
    void page_andPicture_areMadeFromTheEdges() throws IOException {
        var edges = Edges.of(Rendered.settings());
        assertMade(DOCS.resolve("kind.md"), EdgePicture.table(edges));
        assertMade(DOCS.resolve("architecture.md"), EdgePicture.mermaid(edges));
    }

    /** With {@code -Dgkelocal.regenerate=true} the part of the page is written instead. */
    private static void assertMade(Path page, String part) throws IOException {
        var begin = "<!-- edges: made from Edges.java -->\n";
        var end = "<!-- end of edges -->";
        var text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(from).as("marker in " + page).isGreaterThan(begin.length());
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Files.writeString(page, text.substring(0, from) + part + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("%s; write it anew with -Dgkelocal.regenerate=true", page)
                    .isEqualTo(part);
        }
    }
}
