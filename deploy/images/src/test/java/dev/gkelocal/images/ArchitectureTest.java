package dev.gkelocal.images;

import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void rules_hold() {
        ArchitectureRules.check(ImageStore.class);
    }
}
