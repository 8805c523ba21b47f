package dev.gkelocal.autopilot.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of policies never matters; that of rules, peers and ports doesn't in NetworkPolicy. */
class OrderInvarianceTest {
    private static final int WORLDS = 60;
    private static final List<String> APPS = List.of("web", "db", "scraper", "agent");
    private static final List<String> PODS = List.of("shop/web", "shop/db", "ops/scraper", "198.51.100.7");

    @Test
    void verdict_underShuffledPoliciesRulesPeersAndPorts_staysTheSame() {
        var random = new Random(20261123);
        for (var i = 0; i < WORLDS; i++) {
            var policies = policies(random);
            var shuffled = new ArrayList<Value>();
            policies.forEach(
                    it -> shuffled.add(it.get("kind").text().equals("NetworkPolicy") ? shuffled(it, random) : it));
            Collections.shuffle(shuffled, random);
            for (var dataplane : Dataplane.values()) {
                assertThat(table(shuffled, dataplane)).as("world %d", i).isEqualTo(table(policies, dataplane));
            }
        }
    }

    private static String table(List<Value> policies, Dataplane dataplane) {
        var objects = new ArrayList<>(policies);
        objects.add(TestYaml.value(Worlds.CLUSTER));
        var world = NetworkWorld.of(objects, dataplane);
        assertThat(world.problems()).isEmpty();
        var cells = new StringBuilder();
        for (var from : PODS) {
            for (var to : PODS) {
                for (var port : List.of("8080", "9000", "5432")) {
                    var reach = (Reach) world.reach(from, to, port, "");
                    cells.append(reach.ingress().basis()).append(reach.ingress().allowed());
                    cells.append(reach.egress().basis()).append(reach.egress().allowed());
                }
            }
        }
        return cells.toString();
    }

    private static Value shuffled(Value tree, Random random) {
        return switch (tree) {
            case Value.Mapping mapping -> {
                var changed = tree;
                for (var entry : mapping.entries().entrySet()) {
                    changed = changed.with(entry.getKey(), shuffled(entry.getValue(), random));
                }
                yield changed;
            }
            case Value.Sequence sequence -> {
                var items = new ArrayList<Value>();
                sequence.items().forEach(it -> items.add(shuffled(it, random)));
                Collections.shuffle(items, random);
                yield Value.of(items);
            }
            case Value.Scalar scalar -> scalar;
            case Value.Absent absent -> absent;
        };
    }

    private static List<Value> policies(Random random) {
        var policies = new ArrayList<Value>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
            policies.add(TestYaml.value("{kind: NetworkPolicy, metadata: {name: p" + i + ", namespace: "
                    + (random.nextBoolean() ? "shop" : "ops") + "}, spec: {podSelector: " + selector(random)
                    + ", ingress: [" + rules(random, "from") + "], egress: [" + rules(random, "to") + "]"
                    + (random.nextInt(3) == 0 ? ", policyTypes: [Egress, Ingress]" : "") + "}}"));
        }
        for (var i = 0; i < random.nextInt(4); i++) {
            var action = List.of("Accept", "Deny", "Pass").get(random.nextInt(3));
            policies.add(TestYaml.value("{kind: ClusterNetworkPolicy, metadata: {name: c" + i + "}, spec: {tier: "
                    + (random.nextBoolean() ? "Admin" : "Baseline") + ", priority: " + i
                    + ", subject: {namespaces: {}}, ingress: [{action: " + action
                    + ", from: [{pods: {podSelector: " + selector(random) + "}}]}]}}"));
        }
        return policies;
    }

    private static String rules(Random random, String peers) {
        var rules = new ArrayList<String>();
        for (var i = 0; i < random.nextInt(4); i++) {
            var listed = new ArrayList<String>();
            for (var j = 0; j < random.nextInt(3); j++) {
                listed.add(
                        switch (random.nextInt(3)) {
                            case 0 -> "{podSelector: " + selector(random) + "}";
                            case 1 -> "{namespaceSelector: {}, podSelector: " + selector(random) + "}";
                            default -> "{ipBlock: {cidr: 0.0.0.0/0, except: [10.1.0.0/24, 198.51.100.0/24]}}";
                        });
            }
            var ports = List.of("", "{port: http}", "{port: 9000}", "{port: 5432, endPort: 8080}, {port: sql}");
            rules.add("{" + peers + ": [" + String.join(",", listed) + "], ports: ["
                    + ports.get(random.nextInt(ports.size())) + "]}");
        }
        return String.join(",", rules);
    }

    private static String selector(Random random) {
        return random.nextInt(4) == 0
                ? "{}"
                : "{matchExpressions: [{key: app, operator: " + (random.nextInt(4) == 0 ? "NotIn" : "In")
                        + ", values: [" + APPS.get(random.nextInt(4)) + ", " + APPS.get(random.nextInt(4)) + "]}]}";
    }
}
