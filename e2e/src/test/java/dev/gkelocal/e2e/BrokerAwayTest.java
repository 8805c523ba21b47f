package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Load.Answer;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Web;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker stops answering for a minute: frozen, so that nobody starts another one. */
@Tag("faults")
@Tag("slow")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class BrokerAwayTest {
    private static final Duration AWAY = Duration.ofSeconds(60);
    /** {@code event_log.append_timeout}, as configured by default. */
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);
    /** Half of it for its turn behind what the platform itself writes. */
    private static final Duration LONGEST_ANSWER = APPEND_TIMEOUT.plus(APPEND_TIMEOUT.dividedBy(2));

    @Test
    void brokerAwayForAMinute_trafficFlowsAndWritesCatchUp(Sandbox sandbox) throws Exception {
        // Given
        sandbox.deploy("awake", "sleeper");
        sandbox.deploy("cold", "sleeper");
        var web = sandbox.web();
        Patience.within(Duration.ofSeconds(20))
                .until(() -> sandbox.home().instancesOf("cold").isEmpty());
        describe(web, "before");
        var broker = sandbox.home().part(Part.BROKER);
        try (var load = Load.steady(web, "awake", "/", 5)) {
            // When
            sandbox.home().freeze(broker);
            var away = Instant.now();
            var cold = web.get("cold", "/");
            var coldInstance =
                    sandbox.home().instancesOf("cold").keySet().iterator().next();
            var asked = Instant.now();
            var refused = web.admin(
                    "PATCH", Web.SERVICES + "/awake?updateMask=description", "{\"description\":\"while away\"}");
            var refusal = Duration.between(asked, Instant.now());
            Awaitility.await()
                    .pollDelay(AWAY.minus(Duration.between(away, Instant.now())))
                    .atMost(AWAY.plusSeconds(5))
                    .until(() -> true);
            sandbox.home().thaw(broker);
            var back = Instant.now();
            // Then
            assertThat(cold.statusCode()).isEqualTo(200);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Json.parse(refused.body()).path("error").path("status").asText())
                    .isEqualTo("UNAVAILABLE");
            assertThat(Json.parse(refused.body()).path("error").path("message").asText())
                    .isNotBlank();
            assertThat(refusal).isLessThan(Patience.scaled(LONGEST_ANSWER.plusSeconds(2)));
            Patience.within(Duration.ofSeconds(30)).until(() -> describe(web, "after"));
            Patience.within(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(instancesOf(web, "cold")).contains(coldInstance));
            var caughtUp = Duration.between(back, Instant.now());
            sandbox.awaitReady();
            assertThat(web.service("awake").path("description").asText()).isEqualTo("after");
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            FaultReport.row(
                    "broker frozen for 60 s",
                    caughtUp,
                    "to catch up; cold start served; write refused with 503 after %.1f s: %s; requests %s"
                            .formatted(
                                    refusal.toMillis() / 1000.0,
                                    Json.parse(refused.body())
                                            .path("error")
                                            .path("message")
                                            .asText(),
                                    Load.words(answers)));
        } finally {
            sandbox.home().thaw(broker);
        }
    }

    private static boolean describe(Web web, String text) throws Exception {
        return web.admin("PATCH", Web.SERVICES + "/awake?updateMask=description", "{\"description\":\"" + text + "\"}")
                        .statusCode()
                == 200;
    }

    private static String instancesOf(Web web, String service) {
        return web.gateway("/api/v1/cloudrun/instances?showStopped=true&service=" + service)
                .toString();
    }
}
