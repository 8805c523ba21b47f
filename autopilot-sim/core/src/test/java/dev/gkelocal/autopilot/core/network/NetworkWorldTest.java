package dev.gkelocal.autopilot.core.network;

import static dev.gkelocal.autopilot.core.network.Worlds.policy;
import static dev.gkelocal.autopilot.core.network.Worlds.reach;
import static dev.gkelocal.autopilot.core.network.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.network.Verdict.Basis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkWorldTest {
    private static final String DENY_ALL = policy("deny", "{podSelector: {}, policyTypes: [Ingress, Egress]}");

    @Test
    void reach_withoutPolicies_isAllowedByDefault() {
        var reach = reach(world(Dataplane.V2), "ops/scraper", "shop/web", "8080");
        assertThat(reach.allowed()).isTrue();
        assertThat(reach.ingress().basis()).isEqualTo(Basis.DEFAULT);
    }

    @Test
    void policyTypes_absentWithEgressRules_isolateBothDirections() {
        var world = world(Dataplane.V2, policy("p", "{podSelector: {}, egress: [{}]}"));
        assertThat(reach(world, "ops/scraper", "shop/web", "8080").ingress().basis())
                .isEqualTo(Basis.ISOLATED);
        assertThat(reach(world, "shop/web", "ops/scraper", "80").allowed()).isTrue();
    }

    @Test
    void policyTypes_absentWithoutEgressRules_leaveEgressOpen() {
        var world = world(Dataplane.V2, policy("p", "{podSelector: {}}"));
        assertThat(reach(world, "shop/web", "ops/scraper", "80").allowed()).isTrue();
        assertThat(reach(world, "ops/scraper", "shop/web", "80").allowed()).isFalse();
    }

    @Test
    void rule_withNamespaceAndPodSelectorInOneEntry_wantsBoth() {
        var both = policy(
                "both",
                "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: red}},"
                        + " podSelector: {matchLabels: {app: web}}}]}]}");
        var either = policy(
                "either",
                "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: red}}},"
                        + " {podSelector: {matchLabels: {app: web}}}]}]}");
        assertThat(reach(world(Dataplane.V2, both), "ops/scraper", "shop/db", "5432")
                        .allowed())
                .isFalse();
        assertThat(reach(world(Dataplane.V2, either), "ops/scraper", "shop/db", "5432")
                        .allowed())
                .isTrue();
    }

    @Test
    void namedPort_ofARule_isThatOfTheDestination() {
        var world = world(
                Dataplane.V2,
                policy(
                        "p",
                        "{podSelector: {}, ingress: [{ports: [{port: http}]}], egress: [{ports: [{port: http}]}]}"));
        assertThat(reach(world, "shop/web", "shop/db", "9000").allowed()).isTrue();
        assertThat(reach(world, "shop/web", "shop/db", "8080").allowed()).isFalse();
        assertThat(reach(world, "shop/db", "shop/web", "8080").allowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"79,false", "80,true", "90,true", "91,false"})
    void endPort_isIncluded(String port, boolean allowed) {
        var world =
                world(Dataplane.V2, policy("p", "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90}]}]}"));
        assertThat(reach(world, "ops/scraper", "shop/web", port).allowed()).isEqualTo(allowed);
    }

    @Test
    void portWithoutProtocol_isTcpOnly() {
        var world = world(Dataplane.V2, policy("p", "{podSelector: {}, ingress: [{ports: [{port: 80}]}]}"));
        assertThat(((Reach) world.reach("ops/scraper", "shop/web", "80", "sctp")).allowed())
                .isFalse();
        assertThat(((Reach) world.reach("ops/scraper", "shop/web", "80", "tcp")).allowed())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Dataplane.class)
    void probes_fromTheOwnNode_alwaysPass(Dataplane dataplane) {
        var world = world(dataplane, DENY_ALL);
        assertThat(reach(world, "kubelet", "shop/web", "8080").ingress().basis())
                .isEqualTo(Basis.OWN_NODE);
        assertThat(reach(world, "node/n1", "shop/web", "8080").allowed()).isTrue();
        assertThat(reach(world, "ops/agent", "shop/web", "8080").allowed()).isTrue();
        assertThat(reach(world, "node/n1", "shop/db", "5432").allowed()).isFalse();
    }

    @Test
    void podToItself_isNeverBlocked() {
        assertThat(reach(world(Dataplane.V2, DENY_ALL), "shop/web", "shop/web", "8080")
                        .allowed())
                .isTrue();
    }

    @Test
    void hostNetworkPod_isBoundByNoPolicy() {
        var everywhere = DENY_ALL.replace("namespace: shop", "namespace: ops");
        var reach = reach(world(Dataplane.V2, everywhere), "ops/agent", "shop/db", "5432");
        assertThat(reach.egress().basis()).isEqualTo(Basis.HOST_NETWORK);
        assertThat(reach.allowed()).isTrue();
    }

    @Test
    void ipBlock_onDataplaneV2_neverMatchesPodsOrNodes() {
        var egress =
                policy("p", "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}");
        assertThat(reach(world(Dataplane.KUBERNETES, egress), "shop/web", "ops/scraper", "80")
                        .allowed())
                .isTrue();
        var reach = reach(world(Dataplane.V2, egress), "shop/web", "ops/scraper", "80");
        assertThat(reach.allowed()).isFalse();
        assertThat(reach.notes()).anyMatch(it -> it.contains("never matches Pods"));
        assertThat(reach(world(Dataplane.V2, egress), "shop/web", "node/n1", "80")
                        .allowed())
                .isFalse();
        assertThat(reach(world(Dataplane.V2, egress), "shop/web", "198.51.100.7", "443")
                        .allowed())
                .isTrue();
    }

    @Test
    void address_ofAPod_isThePod() {
        assertThat(reach(world(Dataplane.V2), "10.1.0.1", "fd00::1", "80")
                        .traffic()
                        .to()
                        .name())
                .isEqualTo("scraper");
    }

    @Test
    void ipBlock_withExceptions_leavesThemOut() {
        var world = world(
                Dataplane.V2,
                policy(
                        "p",
                        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24,"
                                + " except: [198.51.100.128/25]}}]}]}"));
        assertThat(reach(world, "shop/web", "198.51.100.127", "443").allowed()).isTrue();
        assertThat(reach(world, "shop/web", "198.51.100.128", "443").allowed()).isFalse();
    }

    @Test
    void metadataServer_ofAnIsolatedPod_mustBeAllowed() {
        var closed = reach(world(Dataplane.V2, DENY_ALL), "shop/web", "169.254.169.254", "80");
        assertThat(closed.allowed()).isFalse();
        assertThat(closed.notes()).anyMatch(it -> it.contains("169.254.169.254/32"));
        var open = policy(
                "meta",
                "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 169.254.169.254/32}}], ports: [{port: 80}]}]}");
        assertThat(reach(world(Dataplane.V2, open), "shop/web", "169.254.169.254", "80")
                        .allowed())
                .isTrue();
        assertThat(reach(world(Dataplane.V1, open), "shop/web", "169.254.169.254", "80")
                        .allowed())
                .isFalse();
    }

    @Test
    void workload_standsForItsPods() {
        var deployment = """
                kind: Deployment
                metadata: {namespace: shop, name: api, labels: {app: other}}
                spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{ports: [{containerPort: 80, name: web}]}]}}}
                """;
        var allow = policy(
                "p",
                "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]}");
        var world = world(Dataplane.V2, deployment, allow);
        assertThat(reach(world, "shop/api", "shop/db", "sql").allowed()).isTrue();
        assertThat(reach(world, "shop/web", "shop/db", "sql").allowed()).isFalse();
        assertThat(reach(world, "web", "api", "web").traffic().port()).isEqualTo(80);
    }

    @Test
    void question_withUnknownNames_saysWhatThereIs() {
        var world = world(
                Dataplane.V2,
                "{kind: Service, metadata: {namespace: shop, name: front}, spec: {selector: {app: web}}}");
        assertThat(world.reach("shop/nobody", "shop/web", "80", ""))
                .isEqualTo(
                        new Answer.NoSuchEnd(
                                "shop/nobody",
                                "no Pod, workload, node or address shop/nobody here; there is shop/web, shop/db, ops/scraper, ops/agent"));
        assertThat(message(world, "shop/front", "shop/web", "80", ""))
                .contains("is a Service: nothing connects from it");
        assertThat(message(world, "shop/web", "shop/db", "metrics", "")).startsWith("no port metrics at shop/db");
        assertThat(message(world, "shop/web", "shop/db", "0", "")).startsWith("no port 0");
        assertThat(message(world, "shop/web", "shop/db", "80", "icmp")).startsWith("no protocol icmp");
    }

    private static String message(NetworkWorld world, String from, String to, String port, String protocol) {
        return ((Answer.NoSuchEnd) world.reach(from, to, port, protocol)).message();
    }

    @Test
    void denial_saysWhichPoliciesSelectAndWhyNoRuleMatched() {
        var world = world(
                Dataplane.V2,
                policy(
                        "web",
                        "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels:"
                                + " {app: web}}}]}, {ports: [{port: http}]}]}"));
        var reach = reach(world, "ops/scraper", "shop/db", "5432");
        assertThat(reach.lines())
                .containsExactly(
                        "denied: ops/scraper (app=scraper) -> shop/db (app=db) TCP 5432",
                        "  egress allowed: no policy selects ops/scraper (app=scraper)",
                        "  ingress denied: only NetworkPolicy shop/web selects shop/db (app=db), and no rule of it matches",
                        "    NetworkPolicy shop/web ingress[0]: no match: ops/scraper (app=scraper) is not among"
                                + " Pods with app=web in namespace shop",
                        "    NetworkPolicy shop/web ingress[1]: no match: TCP 5432 is not among TCP \"http\""
                                + " (names of shop/db: sql=TCP 5432, http=TCP 9000)");
    }

    @Test
    void world_withOtherKindsOfPolicies_saysThatTheyAreNotJudged() {
        var world = world(Dataplane.V2, "{kind: FQDNNetworkPolicy, metadata: {name: out}}");
        assertThat(world.warnings()).containsExactly("FQDNNetworkPolicy out is not judged here");
    }

    @Test
    void reach_toAnUndeclaredPort_isNoted() {
        assertThat(reach(world(Dataplane.V2), "shop/web", "shop/db", "1").notes())
                .anyMatch(it -> it.contains("declares no port TCP 1"));
    }

    @Test
    void podWithoutDns_isWarnedAbout() {
        var closed = policy("out", "{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}");
        assertThat(reach(world(Dataplane.V2, closed), "shop/web", "shop/db", "5432")
                        .notes())
                .singleElement()
                .asString()
                .contains("names will not resolve");
        var dns = policy(
                "dns",
                "{podSelector: {}, egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name:"
                        + " kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{protocol: UDP,"
                        + " port: 53}]}]}");
        assertThat(reach(world(Dataplane.V2, closed, dns), "shop/web", "shop/db", "5432")
                        .notes())
                .isEmpty();
    }

    @Test
    void policy_thatIsGivenTwice_countsAsItsLastForm() {
        var world =
                world(Dataplane.V2, policy("p", "{podSelector: {}}"), policy("p", "{podSelector: {}, ingress: [{}]}"));
        assertThat(reach(world, "ops/scraper", "shop/web", "8080").allowed()).isTrue();
        assertThat(world.warnings())
                .containsExactly("NetworkPolicy shop/p is there more than once: the last one counts");
    }

    @Test
    void lists_inLists_areOpened() {
        var world = NetworkWorld.of(
                List.of(TestYaml.value("{kind: List, items: [{kind: NetworkPolicyList, items: ["
                        + policy("p", "{podSelector: {}}") + "]}]}")),
                Dataplane.V2);
        assertThat(world.policies()).singleElement().extracting(Policy::title).isEqualTo("NetworkPolicy shop/p");
    }
}
