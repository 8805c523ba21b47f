package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Web;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Deployment's life in the simulated cluster, its simulator killed in the middle. */
@Tag("journey")
final class AutopilotJourneyTest {
    /** A node's three minutes take half a second; its twenty until it is removed three and a half. */
    private static final int SCALE = 360;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec:
              replicas: 3
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  containers:
                  - {name: main, image: nginx}
            """;

    @Test
    void deployment_pendsRunsCostsAndGoes_andAKillLosesNothing() {
        try (var sandbox = Sandbox.withClusterTime(SCALE).up()) {
            // Given
            var web = sandbox.web();

            // When
            var applied = web.autopilot("POST", "/api/v1/apply", DEPLOYMENT);

            // Then
            assertThat(applied.at("/objects/0/result").asText()).isEqualTo("created");
            Patience.within(SOON).until(() -> running(web) == 3);
            var events = web.autopilot("GET", "/api/v1/events?limit=2000", null).toString();
            assertThat(events).contains("FailedScheduling", "TriggeredScaleUp", "NodeReady");
            Patience.within(SOON)
                    .until(() -> web.gateway("/api/v1/autopilot/pods")
                                    .at("/phases/RUNNING")
                                    .asInt()
                            == 3);
            assertThat(web.gateway("/api/v1/autopilot/nodes").path("nodes")).isNotEmpty();

            // When
            var pods = uids(web);
            var usd = usd(web);
            var killed = sandbox.home().part(Part.AUTOPILOT);
            sandbox.home().kill(killed);
            Patience.within(SOON).until(() -> sandbox.home().isSuccessor(Part.AUTOPILOT, killed));
            sandbox.awaitReady();

            // Then
            assertThat(uids(web)).isEqualTo(pods);
            assertThat(running(web)).isEqualTo(3);
            Patience.within(SOON).until(() -> usd(web) > usd);

            // When
            web.autopilot("DELETE", "/api/v1/objects/Deployment/default/cart", null);

            // Then
            Patience.within(SOON).until(() -> uids(web).isEmpty());
            Patience.within(SOON)
                    .until(() -> web.autopilot("GET", "/api/v1/nodes", null)
                            .path("nodes")
                            .isEmpty());
            Patience.within(SOON)
                    .until(() ->
                            web.gateway("/api/v1/autopilot/nodes").path("nodes").isEmpty());
            assertThat(usd(web)).isGreaterThan(usd);
            sandbox.down();
        }
    }

    private static long running(Web web) {
        return pods(web).stream()
                .filter(it -> it.path("phase").asText().equals("Running"))
                .count();
    }

    private static List<String> uids(Web web) {
        return pods(web).stream().map(it -> it.path("uid").asText()).sorted().toList();
    }

    private static List<JsonNode> pods(Web web) {
        return Json.items(web.autopilot("GET", "/api/v1/pods", null).path("pods"))
                .toList();
    }

    private static double usd(Web web) {
        return web.autopilot("GET", "/api/v1/cost", null).path("usdWorkloads").asDouble();
    }
}
