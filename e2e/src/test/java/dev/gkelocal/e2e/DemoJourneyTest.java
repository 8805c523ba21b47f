package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Target;
import dev.gkelocal.e2e.driver.Web;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user does on the first day, from {@code up} to {@code down}, through commands and requests alone. */
@Tag("journey")
@ExtendWith(FaultReport.class)
final class DemoJourneyTest {
    @Test
    void journey_fromUpToDown_worksAndLeavesNothing() throws Exception {
        Target.assumeOwnPlatform("journey from up to down");
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
        assertThat(sandbox.home().partsIn(status)).containsAll(EnumSet.allOf(Part.class));
        sandbox.home().assertHadNothingToDo(sandbox.bringUp().orFail());
    }

    private static void deployTwice(Sandbox sandbox) throws Exception {
        sandbox.deploy("greeter", "hello");
        assertThat(sandbox.web().get("greeter", "/").body()).startsWith("Hello from greeter-00001-");
        Patience.within(Duration.ofSeconds(5))
                .until(() -> sandbox.run("logs", "greeter").out().contains("listening on"));
        var image = sandbox.web()
                .service("greeter")
                .at("/template/containers/0/image")
                .asText();
        sandbox.run(
                        "run",
                        "deploy",
                        "greeter",
                        "--image",
                        image,
                        "--update-env-vars",
                        "GREETING=good day",
                        "--revision-suffix",
                        "polite",
                        "--no-traffic",
                        "--quiet")
                .orFail();
        assertThat(sandbox.web().get("greeter", "/").body()).startsWith("Hello from greeter-00001-");
        assertThat(sandbox.run("run", "revisions", "list", "--service", "greeter")
                        .orFail()
                        .out())
                .contains("greeter-polite", "greeter-00001-");
    }

    private static void splitAndTag(Sandbox sandbox) throws Exception {
        sandbox.run("run", "services", "update-traffic", "greeter", "--update-tags", "next=greeter-polite")
                .orFail();
        assertThat(sandbox.web().get("next---greeter", "/").body()).isEqualTo("Hello from greeter-polite\n");
        sandbox.run("run", "services", "update-traffic", "greeter", "--to-revisions", "greeter-polite=50")
                .orFail();
        var polite = 0;
        for (var request = 0; request < 40; request++) {
            polite += sandbox.web().get("greeter", "/").body().startsWith("Hello from greeter-polite") ? 1 : 0;
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
