package dev.gkelocal.cli;

import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void rooms_ofTheCommandLine_keepToTheirEdges() {
        ArchitectureRules.check(CommandTree.class);
    }
}
