package dev.gkelocal.autopilot.core.network;

import static dev.gkelocal.autopilot.core.network.Worlds.policy;
import static dev.gkelocal.autopilot.core.network.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyProblemsTest {
    record Row(String spec, String field, String message) {
        @Override
        public String toString() {
            return field;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("{podSelector: {}, ingres: []}", "spec.ingres", "unknown field"),
                new Row("{podSelector: [a]}", "spec.podSelector", "must be an object"),
                new Row("{podSelector: {app: web}}", "spec.podSelector.app", "unknown field"),
                new Row(
                        "{podSelector: {matchLabels: {a: true}}}",
                        "spec.podSelector.matchLabels.a",
                        "must be a string"),
                new Row("{policyTypes: [ingress]}", "spec.policyTypes[0]", "Unsupported value: \"ingress\""),
                new Row("{ingress: {from: []}}", "spec.ingress", "must be a list"),
                new Row("{ingress: [{from: [{}]}]}", "spec.ingress[0].from[0]", "must specify a peer"),
                new Row("{ingress: [{to: []}]}", "spec.ingress[0].to", "unknown field"),
                new Row(
                        "{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]}",
                        "spec.ingress[0].from[0]",
                        "may not specify both ipBlock and another peer"),
                new Row(
                        "{egress: [{to: [{ipBlock: {cidr: 10.0.0.0}}]}]}",
                        "spec.egress[0].to[0].ipBlock.cidr",
                        "Invalid value: \"10.0.0.0\": must be a valid CIDR"),
                new Row(
                        "{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}}]}]}",
                        "spec.egress[0].to[0].ipBlock.except[0]",
                        "strict subset"),
                new Row("{ingress: [{ports: [{port: 0}]}]}", "spec.ingress[0].ports[0].port", "between 1 and 65535"),
                new Row("{ingress: [{ports: [{port: \"80\"}]}]}", "spec.ingress[0].ports[0].port", "port name"),
                new Row(
                        "{ingress: [{ports: [{port: 80, endPort: 79}]}]}",
                        "spec.ingress[0].ports[0].endPort",
                        "greater than or equal to `port`"),
                new Row(
                        "{ingress: [{ports: [{port: web, endPort: 79}]}]}",
                        "spec.ingress[0].ports[0].endPort",
                        "non-numeric"),
                new Row(
                        "{ingress: [{ports: [{protocol: tcp}]}]}",
                        "spec.ingress[0].ports[0].protocol",
                        "Unsupported value: \"tcp\""),
                new Row(
                        "{podSelector: {matchExpressions: [{key: a, operator: Is, values: [b]}]}}",
                        "spec.podSelector.matchExpressions[0].operator",
                        "not a valid selector operator"),
                new Row(
                        "{podSelector: {matchExpressions: [{key: a, operator: In}]}}",
                        "spec.podSelector.matchExpressions[0].values",
                        "must be specified"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void networkPolicy_thatTheApiServerRefuses_isLeftOutWithTheFieldNamed(Row row) {
        var world = world(Dataplane.V2, policy("p", row.spec()));
        assertThat(world.policies()).isEmpty();
        assertThat(world.problems()).singleElement().satisfies(it -> {
            assertThat(it.field()).isEqualTo(row.field());
            assertThat(it.message()).contains(row.message());
            assertThat(it.policy()).isEqualTo("NetworkPolicy shop/p");
        });
    }

    static Stream<Row> adminRows() {
        return Stream.of(
                new Row(
                        "{tier: Top, priority: 1, subject: {namespaces: {}}}",
                        "spec.tier",
                        "Unsupported value: \"Top\""),
                new Row("{tier: Admin, subject: {namespaces: {}}}", "spec.priority", "Required value"),
                new Row(
                        "{tier: Admin, priority: 1001, subject: {namespaces: {}}}",
                        "spec.priority",
                        "between 0 and 1000"),
                new Row("{tier: Admin, priority: 1, subject: {}}", "spec.subject", "exactly one of namespaces, pods"),
                new Row(
                        "{tier: Admin, priority: 1, subject: {pods: {}}}",
                        "spec.subject.pods.podSelector",
                        "Required value"),
                new Row(
                        "{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Allow, from: [{namespaces: {}}]}]}",
                        "spec.ingress[0].action",
                        "supported values: \"Accept\", \"Deny\", \"Pass\""),
                new Row(
                        "{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: []}]}",
                        "spec.ingress[0].from",
                        "at least 1 item"),
                new Row(
                        "{tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [x]}]}]}",
                        "spec.egress[0].to[0].networks[0]",
                        "valid CIDR"),
                new Row(
                        "{tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{namespaces: {}}],"
                                + " protocols: [{tcp: {destinationPort: {range: {start: 9, end: 9}}}}]}]}",
                        "spec.egress[0].protocols[0].tcp.destinationPort.range",
                        "Start port must be less than End port"));
    }

    @ParameterizedTest
    @MethodSource("adminRows")
    void clusterNetworkPolicy_thatTheApiServerRefuses_isLeftOutWithTheFieldNamed(Row row) {
        var world = world(Dataplane.V2, "{kind: ClusterNetworkPolicy, metadata: {name: p}, spec: " + row.spec() + "}");
        assertThat(world.policies()).isEmpty();
        assertThat(world.problems()).singleElement().satisfies(it -> {
            assertThat(it.field()).isEqualTo(row.field());
            assertThat(it.message()).contains(row.message());
        });
    }

    @Test
    void problem_ofAMissingField_standsWhereItIsMissing() {
        var file = """
                kind: ClusterNetworkPolicy
                metadata: {name: p}
                spec:
                  tier: Admin
                  subject: {namespaces: {}}
                """;
        var objects = Manifests.read("p.yaml", file).stream()
                .map(it -> ((Document.Parsed) it).root())
                .toList();
        assertThat(NetworkWorld.of(objects, Dataplane.V2).problems())
                .singleElement()
                .asString()
                .isEqualTo("p.yaml:4: ClusterNetworkPolicy p: spec.priority: Required value");
    }

    @Test
    void networkPolicy_ofAnotherGroup_isNotTakenForOurs() {
        var world = world(Dataplane.V2, "{kind: NetworkPolicy, apiVersion: projectcalico.org/v3, metadata: {name: p}}");
        assertThat(world.problems()).first().extracting(Problem::field).isEqualTo("apiVersion");
    }

    @Test
    void clusterNetworkPolicy_withTooManyRules_isRefused() {
        var rules = "{action: Deny, from: [{namespaces: {}}]},".repeat(26);
        var world = world(
                Dataplane.V2,
                "{kind: ClusterNetworkPolicy, metadata: {name: p}, spec: {tier: Admin, priority: 1,"
                        + " subject: {namespaces: {}}, ingress: [" + rules + "]}}");
        assertThat(world.problems())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("Too many: 26: must have at most 25 items");
    }
}
