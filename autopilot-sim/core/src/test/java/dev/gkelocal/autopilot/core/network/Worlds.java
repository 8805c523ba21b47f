package dev.gkelocal.autopilot.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** A small cluster: namespaces shop and ops, Pods shop/web, shop/db, ops/scraper and, on the host's network, ops/agent. */
final class Worlds {
    static final String CLUSTER = """
            kind: List
            items:
            - {kind: Namespace, metadata: {name: shop, labels: {team: blue}}}
            - {kind: Namespace, metadata: {name: ops, labels: {team: red}}}
            - kind: Node
              metadata: {name: n1, labels: {pool: a}}
              status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: Hostname, address: n1}]}
            - kind: Pod
              metadata: {namespace: shop, name: web, labels: {app: web}}
              spec:
                nodeName: n1
                containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]
              status: {podIP: 10.1.0.1}
            - kind: Pod
              metadata: {namespace: shop, name: db, labels: {app: db}}
              spec:
                nodeName: n2
                containers: [{name: c, ports: [{name: sql, containerPort: 5432}, {name: http, containerPort: 9000}]}]
              status: {podIP: 10.1.0.2}
            - kind: Pod
              metadata: {namespace: ops, name: scraper, labels: {app: scraper}}
              spec: {nodeName: n2, containers: [{name: c}]}
              status: {podIPs: [{ip: 10.1.1.1}, {ip: "fd00::1"}]}
            - kind: Pod
              metadata: {namespace: ops, name: agent, labels: {app: agent}}
              spec: {hostNetwork: true, nodeName: n1, containers: [{name: c}]}
              status: {podIP: 10.0.0.1}
            """;

    private Worlds() {}

    static NetworkWorld world(Dataplane dataplane, String... policies) {
        var objects = new ArrayList<Value>(List.of(TestYaml.value(CLUSTER)));
        for (var policy : policies) {
            objects.add(TestYaml.value(policy));
        }
        return NetworkWorld.of(objects, dataplane);
    }

    static Reach reach(NetworkWorld world, String from, String to, String port) {
        assertThat(world.problems()).isEmpty();
        var answer = world.reach(from, to, port, "");
        assertThat(answer).isInstanceOf(Reach.class);
        return (Reach) answer;
    }

    /** A NetworkPolicy of namespace shop. */
    static String policy(String name, String spec) {
        return "{kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {namespace: shop, name: " + name
                + "}, spec: " + spec + "}";
    }
}
