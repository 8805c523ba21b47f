package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.system;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.consolidation.EkDownsizing.EkNode;
import dev.gkelocal.autopilot.core.consolidation.EkDownsizing.Trace;
import dev.gkelocal.autopilot.core.provisioning.resize.Downsizing;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizeSettings;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A default general-purpose node is a resizable one: it advertises its full size and shrinks in place. */
class EkDownsizingTest {
    private static final EkDownsizing DOWNSIZING = new EkDownsizing(Downsizing.DEFAULT);
    private static final long GIB = 1L << 20;
    private static final Resizer RESIZER = new Resizer(
            MachineCatalogue.bundled().machineType("ek-standard-32").orElseThrow(),
            ResizableFamily.bundled("ek").orElseThrow(),
            ResizeSettings.FINE,
            Resizer.NodeFacts.autopilot("1.35.1-gke.1510000"));
    private static final Size FULL = RESIZER.toAllocatable(RESIZER.full());

    private static EkNode node(double part, Size requested, Instant lastOperation) {
        var current = new Size((long) (FULL.milliCpu() * part), (long) (FULL.memoryKib() * part));
        return new EkNode(RESIZER, current, FULL, requested, false, lastOperation);
    }

    private static Downsizing.Decision after(EkNode node, Duration passed) {
        var before = DOWNSIZING.decide(Map.of("n", node), Map.of(), T0).traces();
        return DOWNSIZING
                .decide(Map.of("n", node), before, T0.plus(passed))
                .decisions()
                .get("n");
    }

    @ParameterizedTest
    @CsvSource({"0.12,PT60M,true", "0.4,PT10M,true", "1.0,PT1M,false"})
    void ekNode_bySize_waitsBeforeItShrinks(double part, Duration delay, boolean removable) {
        var node = node(part, new Size(500, GIB), Instant.MIN);
        assertThat(after(node, delay.minus(ofSeconds(1)))).isInstanceOf(Downsizing.Decision.Wait.class);
        assertThat(after(node, delay)).isInstanceOf(Downsizing.Decision.Shrink.class);
        var round = DOWNSIZING.decide(Map.of("n", node), Map.of(), T0);
        assertThat(round.fixed().isEmpty()).isEqualTo(removable);
    }

    @Test
    void largeEkNode_shrinksToNoLessThanItsFloor() {
        var shrink = (Downsizing.Decision.Shrink) after(node(1, new Size(500, GIB), Instant.MIN), ofMinutes(1));
        assertThat(shrink.target().milliCpu()).isBetween((long) (FULL.milliCpu() * 0.45), FULL.milliCpu() / 2);
    }

    @Test
    void requests_countWithTheirLargestOfAMinute() {
        var busy = node(0.4, FULL, Instant.MIN);
        var idle = node(0.4, new Size(500, GIB), Instant.MIN);
        var trace = DOWNSIZING.decide(Map.of("n", busy), Map.of(), T0).traces();
        var soon = DOWNSIZING.decide(Map.of("n", idle), trace, T0.plusSeconds(59));
        assertThat(soon.decisions().get("n")).isInstanceOf(Downsizing.Decision.Stay.class);
        var later = DOWNSIZING.decide(Map.of("n", idle), soon.traces(), T0.plusSeconds(60));
        assertThat(later.decisions().get("n")).isInstanceOf(Downsizing.Decision.Wait.class);
        assertThat(later.traces().get("n").possibleSince()).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void resizeInTheMeantime_startsTheDelayAnew() {
        var before = Map.of("n", new Trace(List.of(), T0));
        var node = node(0.4, new Size(500, GIB), T0.plusSeconds(300));
        var round = DOWNSIZING.decide(Map.of("n", node), before, T0.plus(ofMinutes(10)));
        assertThat(round.decisions().get("n")).isInstanceOf(Downsizing.Decision.Wait.class);
        assertThat(round.traces().get("n").possibleSince()).isEqualTo(T0.plus(ofMinutes(10)));
    }

    @Test
    void busyNode_isLeftAlone() {
        var node = new EkNode(RESIZER, FULL, FULL, Size.ZERO, true, Instant.MIN);
        var round = DOWNSIZING.decide(Map.of("n", node), Map.of(), T0);
        assertThat(round.decisions().get("n")).isInstanceOf(Downsizing.Decision.Stay.class);
        assertThat(round.fixed()).containsKey("n");
        assertThat(round.notices()).isEmpty();
    }

    @Test
    void shrinking_isAnEventAndKeepsScaleDownAway() {
        var node = node(0.4, new Size(500, GIB), Instant.MIN);
        var before = Map.of("n", new Trace(List.of(), T0));
        var round = DOWNSIZING.decide(Map.of("n", node), before, T0.plus(ofMinutes(10)));
        assertThat(round.notices())
                .singleElement()
                .satisfies(it -> assertThat(it.message())
                        .startsWith("resized n: " + node.current().milliCpu() + "m/"));
        assertThat(round.fixed()).containsEntry("n", "it is made smaller");
    }

    @Test
    void requested_leavesBalloonsAndSpareRoomOut() {
        var spare = pod("l", "n", 900)
                .change()
                .labels(Map.of("cloud.google.com/ca-lookahead-pod", "true"))
                .build();
        assertThat(EkDownsizing.requested(List.of(pod("p", "n", 500), system("gke-system-balloon-pod-n", "n"), spare)))
                .isEqualTo(new Size(500, GIB));
    }
}
