package dev.gkelocal.kind;

import dev.gkelocal.kind.cluster.Clusters;
import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void module_keepsTheEdges() {
        ArchitectureRules.check(Clusters.class);
    }
}
