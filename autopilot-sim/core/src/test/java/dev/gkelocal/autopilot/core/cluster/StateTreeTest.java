package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateTreeTest {
    @Test
    void resume_atAnyMoment_goesOnAsIfNothingHadHappened() {
        for (int seconds = 1; seconds < 700; seconds += 37) {
            // Given
            var uninterrupted = busy();
            uninterrupted.run(ofSeconds(seconds));
            var interrupted = busy();
            interrupted.run(ofSeconds(seconds));
            // When
            var text = Json.write(StateTree.write(interrupted.cluster.state()));
            var state = StateTree.read(Json.read(text));
            var resumed = new Sim(SimulatedCluster.resume(state));
            // Then
            uninterrupted.events.clear();
            uninterrupted.run(ofHours(1));
            resumed.run(ofHours(1));
            assertThat(resumed.events).as("after %s s", seconds).isEqualTo(uninterrupted.events);
            assertThat(resumed.cluster.bill().total())
                    .isEqualByComparingTo(uninterrupted.cluster.bill().total());
        }
    }

    @Test
    void state_writtenAndRead_isEqual() {
        var sim = busy().run(ofMinutes(7));
        var state = sim.cluster.state();
        var read = StateTree.read(Json.read(Json.write(StateTree.write(state))));
        assertThat(Json.write(StateTree.write(read))).isEqualTo(Json.write(StateTree.write(state)));
    }

    private static Sim busy() {
        var sim = new Sim();
        sim.apply("{kind: PriorityClass, metadata: {name: high}, value: 1000}");
        sim.apply("{kind: Namespace, metadata: {name: shop}}");
        sim.apply(Sim.deployment("web", 7, "500m"));
        sim.apply(Sim.job("crunch", "completions: 6\n  parallelism: 2"));
        sim.cluster.plan(new Fault.NodeCrash(1, Duration.ZERO), Sim.START.plusSeconds(400));
        sim.cluster.plan(new Fault.StockOut("", "", ofMinutes(10)), Sim.START.plusSeconds(390));
        return sim;
    }
}
