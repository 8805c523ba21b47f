package dev.gkelocal.autopilot.core.network;

import static dev.gkelocal.autopilot.core.network.Worlds.policy;
import static dev.gkelocal.autopilot.core.network.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to Services: the port that policies see, and the Pods behind. */
class ServicesTest {
    private static final String ONLY_8080 =
            policy("web", "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 8080}]}]}");

    private static String service(String name, String spec) {
        return "{kind: Service, apiVersion: v1, metadata: {namespace: shop, name: " + name + "}, spec: " + spec + "}";
    }

    private static ServiceReach through(NetworkWorld world, String to, String port) {
        return (ServiceReach) world.reach("ops/scraper", to, port, "");
    }

    private static String message(NetworkWorld world, String to, String port) {
        return ((Answer.NoSuchEnd) world.reach("ops/scraper", to, port, "")).message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service/front",
                "service/shop/front",
                "front.shop.svc",
                "front.shop.svc.cluster.local",
                "shop/front"
            })
    void service_howeverNamed_leadsToItsPodsAtTheTargetPort(String name) {
        var world = world(
                Dataplane.V2,
                ONLY_8080,
                service("front", "{selector: {app: web}, ports: [{port: 80, targetPort: http}]}"));
        var reach = through(world, name, "80");
        assertThat(reach.allowed()).isTrue();
        assertThat(reach.targets()).singleElement().satisfies(it -> {
            assertThat(it.traffic().to().name()).isEqualTo("web");
            assertThat(it.traffic().port()).isEqualTo(8080);
        });
        assertThat(reach.notes()).containsExactly("policies see the target port http, not the Service's port 80");
    }

    @Test
    void policy_onTheServicesPort_doesNotOpenIt() {
        var on80 = policy("web", "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80}]}]}");
        var world = world(
                Dataplane.V2, on80, service("front", "{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}"));
        assertThat(through(world, "service/front", "80").allowed()).isFalse();
    }

    @Test
    void podsOfWhichOneIsOutOfReach_denyTheService() {
        var closed = policy("db", "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}");
        var both = """
                {kind: Pod, metadata: {namespace: shop, name: web2, labels: {app: db, tier: front}},
                 spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
                """;
        var labelled = both.replace("web2", "web1").replace("app: db", "app: web");
        var world = world(
                Dataplane.V2,
                closed,
                both,
                labelled,
                service("front", "{selector: {tier: front}, ports: [{port: 80, targetPort: http}]}"));
        var reach = through(world, "service/front", "80");
        assertThat(reach.allowed()).isFalse();
        assertThat(reach.targets()).hasSize(2);
        assertThat(reach.lines().getFirst()).startsWith("denied: ").endsWith("1 of 2 behind it is reached");
    }

    @Test
    void namedTargetPort_thatAPodLacks_leavesThatPodOut() {
        var other = """
                {kind: Pod, metadata: {namespace: shop, name: plain, labels: {app: web}}, spec: {containers: [{name: c}]}}
                """;
        var world = world(
                Dataplane.V2, other, service("front", "{selector: {app: web}, ports: [{port: 80, targetPort: http}]}"));
        var reach = through(world, "service/front", "80");
        assertThat(reach.targets()).hasSize(1);
        assertThat(reach.notes()).contains("shop/plain has no port named http: it is no endpoint");
    }

    @Test
    void headlessService_translatesNoNumber_butFollowsAName() {
        var world = world(
                Dataplane.V2,
                ONLY_8080,
                service(
                        "front",
                        "{clusterIP: None, selector: {app: web}, ports: [{name: web, port: 80, targetPort: 8080}]}"));
        assertThat(through(world, "service/front", "80").allowed()).isFalse();
        assertThat(through(world, "service/front", "8080").allowed()).isTrue();
        assertThat(through(world, "service/front", "web")
                        .targets()
                        .getFirst()
                        .traffic()
                        .port())
                .isEqualTo(8080);
        assertThat(through(world, "service/front", "8080").notes())
                .containsExactly("the Service is headless: its name leads to the Pods, and no port is translated");
    }

    @Test
    void serviceWithoutAnAnswer_saysWhy() {
        var world = world(
                Dataplane.V2,
                service(
                        "front",
                        "{selector: {app: web}, ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]}"),
                service("away", "{type: ExternalName, externalName: db.example.com}"),
                service("byhand", "{ports: [{port: 80}]}"),
                service("empty", "{selector: {app: nobody}, ports: [{port: 80}]}"));
        assertThat(message(world, "service/front", "81"))
                .isEqualTo("the Service has no port 81; it has 80 (http), 53 (dns)/UDP");
        assertThat(message(world, "service/away", "5432"))
                .isEqualTo("the Service leads to the name db.example.com (ExternalName), which is not judged; ask for"
                        + " db.example.com:5432");
        assertThat(message(world, "service/byhand", "80")).contains("selects no Pods");
        assertThat(message(world, "service/empty", "80")).contains("no Pod or workload here has the labels");
        assertThat(message(world, "service/none", "80"))
                .isEqualTo("no Service none here; there is shop/front, shop/away, shop/byhand, shop/empty");
    }

    @Test
    void protocol_ofTheAskedPort_isThatOfTheService() {
        var world = world(
                Dataplane.V2, service("dns", "{selector: {app: web}, ports: [{port: 53, protocol: UDP}, {port: 53}]}"));
        assertThat(((ServiceReach) world.reach("ops/scraper", "service/dns", "53", "UDP"))
                        .targets()
                        .getFirst()
                        .traffic()
                        .protocol())
                .isEqualTo(Protocol.UDP);
        assertThat(((ServiceReach) world.reach("ops/scraper", "service/dns", "53", "TCP"))
                        .targets()
                        .getFirst()
                        .traffic()
                        .protocol())
                .isEqualTo(Protocol.TCP);
    }
}
