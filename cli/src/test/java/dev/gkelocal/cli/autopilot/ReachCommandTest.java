package dev.gkelocal.cli.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.CliRun;
import dev.gkelocal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void manifests() throws IOException {
        Files.writeString(folder.resolve("all.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop, labels: {app: web}}
                spec: {containers: [{name: c, image: c}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: cart, namespace: shop, labels: {app: cart}}
                spec: {containers: [{name: c, image: c, ports: [{name: http, containerPort: 8080}]}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: cart, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: cart}}
                  ingress:
                  - from: [{podSelector: {matchLabels: {app: web}}}]
                    ports: [{port: http}]
                """);
    }

    @Test
    void reach_thatAPolicyAllows_exitsWithZeroAndNamesTheRule() {
        var run = reach("shop/web", "shop/cart:8080");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("allowed: ").contains("NetworkPolicy shop/cart ingress[0]: allows it");
    }

    @Test
    void reach_thatNoRuleAllows_exitsWithSeven() {
        var run = reach("shop/web", "shop/cart:9090");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).startsWith("denied: ").contains("no rule of it matches");
    }

    @Test
    void reach_asJson_hasBothDirections() {
        var json = Json.parse(reach("shop/web", "shop/cart:http", "-o", "json").out())
                .orElseThrow();

        assertThat(json.at("/allowed").asBoolean()).isTrue();
        assertThat(json.at("/port").asInt()).isEqualTo(8080);
        assertThat(json.at("/ingress/basis").asText()).isEqualTo("POLICY_RULE");
    }

    @Test
    void reach_ofAService_goesThroughItsPorts() throws IOException {
        Files.writeString(folder.resolve("all.yaml"), Files.readString(folder.resolve("all.yaml")) + """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: cart, namespace: shop}
                spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
                """);

        var run = reach("shop/web", "service/shop/cart:80");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("allowed: shop/web")
                .contains("Service shop/cart port 80, 1 of 1 behind it is reached");
        var json = Json.parse(reach("shop/web", "service/cart:80", "-o", "json").out())
                .orElseThrow();
        assertThat(json.at("/targets/0/port").asInt()).isEqualTo(8080);
        assertThat(reach("shop/web", "service/cart:81").code()).isEqualTo(4);
    }

    @Test
    void reach_ofAnUnknownPod_exitsWithFour() {
        assertThat(reach("shop/nobody", "shop/cart:8080").code()).isEqualTo(4);
    }

    @Test
    void reach_withoutAPort_exitsWithTwo() {
        var run = reach("shop/web", "shop/cart");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("names no port");
    }

    private CliRun reach(String from, String to, String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of("autopilot", "reach", from, to, "-f", "all.yaml"));
        words.addAll(java.util.List.of(options));
        return CliRun.in(folder).run(words.toArray(String[]::new));
    }
}
