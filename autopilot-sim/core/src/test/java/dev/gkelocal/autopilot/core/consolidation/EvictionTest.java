package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.annotated;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionTest {
    private static final EvictionRules RULES = EvictionRules.DEFAULT;

    private static PodFacts grace(Duration grace) {
        return new PodFacts(List.of(), grace);
    }

    @ParameterizedTest
    @CsvSource({"SCALE_DOWN,PT10M", "UPGRADE,PT1H", "SPOT,PT25S"})
    void grace_ofAnEviction_isCutToTheMost(Eviction.Cause cause, Duration most) {
        var eviction = RULES.eviction(pod("p", "a", 100), grace(ofDays(1)), cause, T0);
        assertThat(eviction.grace()).isEqualTo(most);
        assertThat(RULES.eviction(pod("p", "a", 100), grace(ofSeconds(5)), cause, T0)
                        .ends())
                .isEqualTo(T0.plusSeconds(5));
    }

    @Test
    void extendedDuration_isSevenDaysAndNeverOnSpot() {
        var pod = annotated(pod("p", "a", 500), Kinds.SAFE_TO_EVICT, "false");
        var now = T0.plus(ofHours(1));
        assertThat(RULES.eviction(pod, PodFacts.PLAIN, Eviction.Cause.UPGRADE, now)
                        .at())
                .isEqualTo(T0.plus(ofDays(7)));
        assertThat(RULES.eviction(pod, PodFacts.PLAIN, Eviction.Cause.UPGRADE, T0.plus(ofDays(8)))
                        .at())
                .isEqualTo(T0.plus(ofDays(8)));
        assertThat(RULES.eviction(pod, PodFacts.PLAIN, Eviction.Cause.SPOT, now).at())
                .isEqualTo(now);
    }

    @Test
    void spotPreemption_givesTwentyFiveSecondsAndLeavesFailedPodsBehind() {
        var daemon = pod("d", "a", 100).change().owner("DaemonSet/agent").build();
        var bare = pod("b", "a", 100).change().owner("").build();
        var preemption = SpotPreemption.of(
                "a", List.of(pod("p", "a", 100), daemon, bare), Map.of("shop/p", grace(ofMinutes(5))), RULES, T0);
        assertThat(preemption.gone()).isEqualTo(T0.plusSeconds(30));
        assertThat(preemption.evictions()).hasSize(2).allSatisfy(it -> {
            assertThat(it.phase()).isEqualTo("Failed");
            assertThat(it.reason()).isEqualTo("Terminated");
            assertThat(it.grace()).isEqualTo(ofSeconds(25));
        });
        assertThat(preemption.evictions()).extracting(Eviction::replaced).containsExactly(true, false);
        assertThat(preemption.notices())
                .extracting(Notice::message)
                .contains("Pod was terminated in response to imminent node shutdown.");
    }

    @Test
    void extendedDuration_withWhatItCannotBe_saysSo() {
        var pod = annotated(pod("p", "", 500), Kinds.SAFE_TO_EVICT, "false");
        var fifty = LongStream.rangeClosed(1, 50).boxed().collect(Collectors.toSet());
        assertThat(ExtendedDuration.problems(pod, Set.of())).isEmpty();
        assertThat(ExtendedDuration.problems(pod, fifty))
                .singleElement()
                .asString()
                .contains("at most 50");
        var near = new PodAffinity(List.of(new PodAffinity.Term("zone", LabelSelector.EVERYTHING)), List.of());
        var wrong = pod.change()
                .nodeSelector(Map.of("cloud.google.com/gke-spot", "true"))
                .affinity(near)
                .build();
        assertThat(ExtendedDuration.problems(wrong, Set.of())).hasSize(2);
        assertThat(ExtendedDuration.problems(pod("q", "", 500), fifty)).isEmpty();
    }

    @Test
    void podFacts_knowLocalVolumesAndGrace() {
        var facts = PodFacts.of(TestYaml.value("""
                        terminationGracePeriodSeconds: 90
                        volumes:
                        - {name: cache, emptyDir: {}}
                        - {name: shm, emptyDir: {medium: Memory}}
                        - {name: log, hostPath: {path: /var/log}}
                        - {name: conf, configMap: {name: x}}
                        """));
        assertThat(facts).isEqualTo(new PodFacts(List.of("cache", "log"), ofSeconds(90)));
        assertThat(PodFacts.of(TestYaml.value("{}"))).isEqualTo(PodFacts.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "'{minAvailable: 2}', 3, 3, 1",
        "'{minAvailable: 2}', 3, 2, 0",
        "'{minAvailable: 50%}', 3, 3, 1",
        "'{minAvailable: 100%}', 3, 3, 0",
        "'{maxUnavailable: 1}', 3, 3, 1",
        "'{maxUnavailable: 1}', 3, 1, 0",
        "'{maxUnavailable: 30%}', 10, 9, 2",
        "'{maxUnavailable: 0}', 3, 3, 0",
        "'{}', 3, 3, 1"
    })
    void budget_allowsWhatIsHealthyBeyondTheNeeded(String spec, int expected, int healthy, int allowed) {
        assertThat(EvictionBudget.allowed(TestYaml.value(spec), expected, healthy))
                .isEqualTo(allowed);
    }
}
