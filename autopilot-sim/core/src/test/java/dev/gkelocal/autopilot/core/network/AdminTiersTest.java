package dev.gkelocal.autopilot.core.network;

import static dev.gkelocal.autopilot.core.network.Worlds.policy;
import static dev.gkelocal.autopilot.core.network.Worlds.reach;
import static dev.gkelocal.autopilot.core.network.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.network.Verdict.Basis;
import org.junit.jupiter.api.Test;

class AdminTiersTest {
    private static final String ALLOW_ALL = policy("open", "{podSelector: {}, ingress: [{}], egress: [{}]}");
    private static final String DENY_ALL = policy("closed", "{podSelector: {}, policyTypes: [Ingress, Egress]}");

    private static String cluster(String name, String tier, int priority, String rules) {
        return "{kind: ClusterNetworkPolicy, apiVersion: policy.networking.k8s.io/v1alpha2, metadata: {name: " + name
                + "}, spec: {tier: " + tier + ", priority: " + priority
                + ", subject: {namespaces: {matchLabels: {team: blue}}}, ingress: [" + rules + "]}}";
    }

    private static String fromAll(String action) {
        return "{name: all, action: " + action + ", from: [{namespaces: {}}]}";
    }

    private static Verdict ingress(String... policies) {
        return reach(world(Dataplane.V2, policies), "ops/scraper", "shop/web", "8080")
                .ingress();
    }

    @Test
    void adminDeny_winsOverNetworkPolicy() {
        var verdict = ingress(ALLOW_ALL, cluster("a", "Admin", 5, fromAll("Deny")));
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.text()).isEqualTo("ingress denied: ClusterNetworkPolicy a ingress[0] \"all\": denies it");
    }

    @Test
    void adminAccept_winsOverIsolation() {
        assertThat(ingress(DENY_ALL, cluster("a", "Admin", 5, fromAll("Accept")))
                        .basis())
                .isEqualTo(Basis.ADMIN_RULE);
    }

    @Test
    void adminPass_skipsTheRestOfItsTier() {
        var verdict = ingress(
                ALLOW_ALL, cluster("a", "Admin", 5, fromAll("Pass")), cluster("b", "Admin", 6, fromAll("Deny")));
        assertThat(verdict.basis()).isEqualTo(Basis.POLICY_RULE);
        assertThat(verdict.policies()).containsExactly("ClusterNetworkPolicy a", "NetworkPolicy shop/open");
    }

    @Test
    void priority_lowestFirst() {
        assertThat(ingress(cluster("z", "Admin", 5, fromAll("Accept")), cluster("a", "Admin", 6, fromAll("Deny")))
                        .allowed())
                .isTrue();
    }

    @Test
    void baseline_holdsOnlyForPodsThatNoNetworkPolicySelects() {
        var baseline = cluster("b", "Baseline", 5, fromAll("Deny"));
        assertThat(ingress(baseline).basis()).isEqualTo(Basis.BASELINE_RULE);
        assertThat(ingress(baseline).allowed()).isFalse();
        assertThat(ingress(baseline, ALLOW_ALL).allowed()).isTrue();
        assertThat(ingress(baseline, policy("out", "{podSelector: {}, policyTypes: [Egress]}"))
                        .allowed())
                .isFalse();
    }

    @Test
    void baselinePass_leavesItToTheDefault() {
        assertThat(ingress(cluster("b", "Baseline", 5, fromAll("Pass")), cluster("c", "Baseline", 6, fromAll("Deny")))
                        .basis())
                .isEqualTo(Basis.DEFAULT);
    }

    @Test
    void priorities_thatAreEqual_areWarnedAbout() {
        var world = world(
                Dataplane.V2, cluster("b", "Admin", 5, fromAll("Deny")), cluster("a", "Admin", 5, fromAll("Accept")));
        assertThat(world.warnings()).singleElement().asString().contains("share a priority");
        assertThat(reach(world, "ops/scraper", "shop/web", "80").allowed()).isTrue();
    }

    @Test
    void adminNetworkPolicy_ofLateAlpha1_isReadToo() {
        var admin = """
                kind: AdminNetworkPolicy
                apiVersion: policy.networking.k8s.io/v1alpha1
                metadata: {name: a}
                spec:
                  priority: 1
                  subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}
                  egress:
                  - {action: Allow, to: [{domainNames: ["*.example.com"]}]}
                  - {action: Deny, to: [{networks: ["0.0.0.0/0"]}, {nodes: {}}]}
                  ingress:
                  - {action: Deny, from: [{namespaces: {matchLabels: {team: red}}}], ports: [{namedPort: http}]}
                """;
        var world = world(Dataplane.KUBERNETES, admin);
        assertThat(reach(world, "shop/web", "a.b.example.com", "443").allowed()).isTrue();
        assertThat(reach(world, "shop/web", "example.com", "443").allowed()).isFalse();
        assertThat(reach(world, "shop/web", "shop/db", "5432").allowed()).isFalse();
        assertThat(reach(world, "shop/db", "shop/web", "8080").allowed()).isTrue();
        assertThat(reach(world, "ops/scraper", "shop/web", "8080").allowed()).isFalse();
        assertThat(reach(world, "ops/scraper", "shop/web", "8081").allowed()).isTrue();
        assertThat(reach(world(Dataplane.V2, admin), "shop/web", "node/n1", "80")
                        .allowed())
                .isFalse();
    }
}
