package dev.gkelocal.platform;

import dev.gkelocal.platform.views.CloudRunView;
import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void classes_ofThisModule_keepToTheRules() {
        ArchitectureRules.check(CloudRunView.class);
    }
}
