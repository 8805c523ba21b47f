package dev.gkelocal.cloudrun;

import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void rules_hold() {
        ArchitectureRules.check(InstanceRuntime.class);
    }
}
