package dev.gkelocal.embedded;

import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void module_keepsTheEdges() {
        ArchitectureRules.check(Platform.class);
    }
}
