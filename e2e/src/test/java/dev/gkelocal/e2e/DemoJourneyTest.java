package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Web;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user does on the first day, from {@code up} to {@code down}, through commands and requests alone. */
@Tag("journey")
@ExtendWith(FaultReport.class)
final class DemoJourneyTest {
    @Test
    void journey_fromUpToDown_worksAndLeavesNothing() throws Exception {
        long start = System.nanoTime();
        try (var sandbox = Sandbox.create()) {
            var up = sandbox.bringUp().orFail();
            lookAround(sandbox);
            deployTwice(sandbox);
            splitAndTag(sandbox);
            delete(sandbox);
            var all = sandbox.home().everything();
            var down = sandbox.down();
            assertThat(all).hasSizeGreaterThanOrEqualTo(4).noneMatch(sandbox.home()::isAlive);
            assertThat(sandbox.run("status").code()).isEqualTo(5);
            FaultReport.row(
                    "journey: up, deploy, curl, split, tag, delete, down",
                    Duration.ofNanos(System.nanoTime() - start),
                    "up %.1f s, down %.1f s, nothing left".formatted(seconds(up.took()), seconds(down.took())));
        }
    }

    private static void lookAround(Sandbox sandbox) {
        var status = sandbox.run("status", "-o", "json").orFail().json();
        assertThat(status.path("state").asText()).isEqualTo("ready");
        assertThat(Json.items(status.path("processes"))
                        .map(it -> it.path("name").asText()))
                .containsExactlyInAnyOrder("broker", "cloudrun-sim", "autopilot-sim", "platform-api");
        assertThat(sandbox.bringUp().orFail().err()).contains("up already");
    }

    private static void deployTwice(Sandbox sandbox) throws Exception {
        sandbox.deploy("greeter", "procfile");
        assertThat(sandbox.web().get("greeter", "/").body()).isEqualTo("hello from greeter\n");
        Patience.within(Duration.ofSeconds(5))
                .until(() -> sandbox.run("logs", "greeter").out().contains("greeting somebody"));
        sandbox.run(
                        "run",
                        "deploy",
                        "greeter",
                        "--image",
                        "local/greeter",
                        "--update-env-vars",
                        "GREETING=good day",
                        "--revision-suffix",
                        "polite",
                        "--no-traffic",
                        "--quiet")
                .orFail();
        assertThat(sandbox.web().get("greeter", "/").body()).startsWith("hello");
        assertThat(sandbox.run("run", "revisions", "list", "--service", "greeter")
                        .orFail()
                        .out())
                .contains("greeter-polite", "greeter-00001-");
    }

    private static void splitAndTag(Sandbox sandbox) throws Exception {
        sandbox.run("run", "services", "update-traffic", "greeter", "--update-tags", "next=greeter-polite")
                .orFail();
        assertThat(sandbox.web().get("next---greeter", "/").body()).isEqualTo("good day from greeter\n");
        sandbox.run("run", "services", "update-traffic", "greeter", "--to-revisions", "greeter-polite=50")
                .orFail();
        var polite = 0;
        for (var request = 0; request < 40; request++) {
            polite += sandbox.web().get("greeter", "/").body().startsWith("good day") ? 1 : 0;
        }
        // Half of 40 by chance: outside of 6 to 34 less than once in a million runs.
        assertThat(polite).isBetween(6, 34);
        assertThat(sandbox.run("run", "services", "describe", "greeter")
                        .orFail()
                        .out())
                .contains("greeter-polite", "50");
    }

    private static void delete(Sandbox sandbox) throws Exception {
        sandbox.run("run", "services", "delete", "greeter", "--quiet").orFail();
        assertThat(sandbox.web().get("greeter", "/").statusCode()).isEqualTo(404);
        assertThat(sandbox.web().admin("GET", Web.SERVICES, "").body()).doesNotContain("greeter");
        Patience.within(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(sandbox.home().instancesOf("greeter")).isEmpty());
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
