package dev.gkelocal.config;

import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void classes_ofThisModule_keepToTheRules() {
        ArchitectureRules.check(GkeLocalConfig.class);
    }
}
