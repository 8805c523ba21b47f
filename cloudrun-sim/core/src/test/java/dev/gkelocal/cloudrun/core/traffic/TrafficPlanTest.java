package dev.gkelocal.cloudrun.core.traffic;

import static dev.gkelocal.cloudrun.core.traffic.TrafficUpdateTest.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gkelocal.cloudrun.core.traffic.TrafficPlan.Share;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.TrafficStatus;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficPlanTest {
    private static final ServiceName WEB = new ServiceName("local", "us-central1", "web");

    /** Section 7, item 11: LATEST follows the latest ready revision, not the latest created one. */
    @Test
    void latest_followsTheLatestReady() {
        // Given
        var targets = targets("v1=40 LATEST=60");
        // When
        var plan = plan(targets, "v2");
        // Then
        assertThat(plan.shares()).containsExactly(share("v1", 40), share("v2", 60));
        assertThat(plan.statuses())
                .containsExactly(
                        new TrafficStatus("v1", false, 40, null, null), new TrafficStatus("v2", true, 60, null, null));
    }

    @Test
    void noTargets_meanAllToTheLatestReady() {
        // Given
        var targets = List.<TrafficTarget>of();
        // When
        var plan = plan(targets, "v1");
        // Then
        assertThat(plan.shares()).containsExactly(share("v1", 100));
    }

    @Test
    void nothingReady_meansNoShares() {
        // Given
        var targets = targets("LATEST=100");
        // When
        var plan = plan(targets, null);
        // Then
        assertThat(plan.shares()).isEmpty();
        assertThat(plan.statuses()).isEmpty();
        assertThat(plan.choose(0.5)).isEmpty();
    }

    @Test
    void targetsOfOneRevision_areOneShare() {
        // Given
        var targets = targets("v1=30 LATEST=70");
        // When
        var plan = plan(targets, "v1");
        // Then
        assertThat(plan.shares()).containsExactly(share("v1", 100));
        assertThat(plan.statuses()).hasSize(2);
    }

    /** Section 7, item 11: a tag's URL reaches a revision with 0 %. */
    @Test
    void tag_reachesARevisionWithoutTraffic() {
        // Given
        var targets = targets("v1=100 v2=0#canary");
        // When
        var plan = plan(targets, "v1");
        // Then
        assertThat(plan.tags()).isEqualTo(Map.of("canary", WEB.revision("v2")));
        assertThat(plan.reaches(WEB.revision("v2"))).isTrue();
        assertThat(plan.reaches(WEB.revision("v3"))).isFalse();
        assertThat(plan.percent(WEB.revision("v2"))).isZero();
        assertThat(plan.statuses().getLast())
                .isEqualTo(new TrafficStatus("v2", false, 0, "canary", "http://canary.test"));
    }

    @ParameterizedTest
    @CsvSource({"0, v1", "0.2999999, v1", "0.3, v2", "0.8999999, v2", "0.9, v3", "0.99999999999, v3"})
    void choose_cutsTheUnitByPercent(double random, String expected) {
        // Given
        var plan = plan(targets("v1=30 v2=60 v3=10"), null);
        // When
        var chosen = plan.choose(random);
        // Then
        assertThat(chosen).contains(WEB.revision(expected));
    }

    @Test
    void choose_overManyRequests_followsThePercents() {
        // Given
        var plan = plan(targets("v1=50 v2=33 v3=17"), null);
        var random = new Random(5);
        // When
        var counts = IntStream.range(0, 100_000)
                .mapToObj(_ -> plan.choose(random.nextDouble()).orElseThrow().revision())
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        // Then
        assertThat(counts.get("v1")).isCloseTo(50_000, within(600L));
        assertThat(counts.get("v2")).isCloseTo(33_000, within(600L));
        assertThat(counts.get("v3")).isCloseTo(17_000, within(600L));
    }

    private static TrafficPlan plan(List<TrafficTarget> targets, String latestReady) {
        return TrafficPlan.resolve(WEB, targets, latestReady, tag -> "http://" + tag + ".test");
    }

    private static Share share(String revision, int percent) {
        return new Share(WEB.revision(revision), percent);
    }
}
