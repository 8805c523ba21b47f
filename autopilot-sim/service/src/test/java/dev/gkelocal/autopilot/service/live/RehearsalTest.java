package dev.gkelocal.autopilot.service.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void rehearsal_bringsNodesForAllOfItsPods() {
        var facts = ClusterFacts.autopilot(Instant.parse("2026-11-23T08:00:00Z"), 1);
        assertThat(new Rehearsal(facts).play()).isEqualTo(4);
    }
}
