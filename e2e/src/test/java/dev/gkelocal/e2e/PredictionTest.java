package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform scales as the core says it does: the same counts for the same arrivals, and each decision by the formula. */
@Tag("prediction")
@Tag("slow")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class PredictionTest {
    private static final String SERVICE = "predicted";
    /** As the shared platform is set: a simulated minute takes a second, an idle instance is kept for 5 minutes. */
    private static final int TIME_SCALE = 60;

    private static final ScalingSettings SETTINGS = ScalingSettings.PUBLISHED.withIdleRetention(Duration.ofMinutes(5));
    /** Long and retention windows, one after the other, in real time. */
    private static final Duration UNTIL_ZERO = Duration.ofSeconds(20);

    /**
     * How far a step may lie from the predicted one: the short window, one real second, within which the average crosses the
     * formula's threshold after a change of the load, and a tick of 83 ms.
     */
    private static final Duration TOLERANCE = Duration.ofMillis(1100);

    @Test
    void scriptedArrivals_scaleAsTheCorePredicts(Sandbox sandbox) throws Exception {
        // Given
        sandbox.deploy(SERVICE, "sleeper", "--concurrency", "4", "--max-instances", "20");
        Patience.within(Duration.ofSeconds(120)).until(() -> isQuiet(sandbox));
        var script = Ramp.times();
        // When
        var start = Instant.now();
        List<Load.Answer> answers;
        try (var load = Load.scripted(sandbox.web(), SERVICE, "/", script)) {
            answers = load.finishScript();
        }
        Patience.within(UNTIL_ZERO.plusSeconds(10))
                .until(() -> sandbox.home().instancesOf(SERVICE).isEmpty());
        // Then
        assertThat(answers).hasSameSizeAs(script).allMatch(Load.Answer::isOk);
        var decisions = decisions(sandbox, start);
        decisions.forEach(it -> RecordedDecision.of(it).assertFollowsTheFormula(SETTINGS));
        var seen = Timeline.ofDecisions(decisions);
        var first = firstReady(sandbox, start);
        var predicted = new Prophecy(SETTINGS, TIME_SCALE, start, first).of(answers, UNTIL_ZERO);
        var compared = seen.compare(predicted, start, Instant.now(), TOLERANCE);
        FaultReport.row(
                "prediction: %d requests, %d decisions".formatted(answers.size(), decisions.size()),
                Duration.between(start, Instant.now()),
                "counts %s as predicted %s; %s; cold start %d ms"
                        .formatted(
                                seen.counts(),
                                predicted.counts(),
                                compared,
                                first.startup().toMillis()));
        assertThat(compared.differing())
                .as("seen %s\npredicted %s\n%s\n%s", seen, predicted, compared, decisions)
                .isEmpty();
        assertThat(compared.equal()).as(compared.toString()).isGreaterThan(compared.tolerated() / 3);
        assertThat(seen.counts())
                .as("0 to N to 0")
                .startsWith(1)
                .contains(3, 4, 5)
                .endsWith(0);
    }

    /** Nothing of the service runs, and no class archives are made beside it. */
    private static boolean isQuiet(Sandbox sandbox) {
        return sandbox.home().instancesOf(SERVICE).isEmpty()
                && !Files.exists(sandbox.state().resolve("run/training.pid"));
    }

    private static List<JsonNode> decisions(Sandbox sandbox, Instant start) {
        var all = sandbox.web().gateway("/api/v1/cloudrun/decisions?service=" + SERVICE);
        return Json.items(all.path("decisions"))
                .filter(it -> Instant.parse(it.path("at").asText()).isAfter(start))
                .sorted(Comparator.comparing(it -> Instant.parse(it.path("at").asText())))
                .toList();
    }

    /** The instance that the first request woke: requests wait for this one alone. */
    private static Prophecy.FirstInstance firstReady(Sandbox sandbox, Instant start) {
        var all = sandbox.web().gateway("/api/v1/cloudrun/instances?showStopped=true&service=" + SERVICE);
        return Json.items(all.path("instances"))
                .map(it -> new Prophecy.FirstInstance(
                        Instant.parse(it.path("createTime").asText()),
                        Instant.parse(it.path("readyTime").asText())))
                .filter(it -> it.created().isAfter(start))
                .min(Comparator.comparing(Prophecy.FirstInstance::created))
                .orElseThrow();
    }
}
