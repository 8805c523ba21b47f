package dev.gkelocal.autopilot.service;

import dev.gkelocal.autopilot.service.access.Access;
import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void rules_hold() {
        ArchitectureRules.check(Access.class);
    }
}
