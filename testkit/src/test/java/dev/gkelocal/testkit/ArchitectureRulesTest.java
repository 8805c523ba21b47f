package dev.gkelocal.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    @Test
    void check_ofThisModule_passes() {
        ArchitectureRules.check(ArchitectureRules.class);
    }

    @Test
    void check_ofAPlaceWithoutClassesOfOurs_isRefused() {
        assertThatThrownBy(() -> ArchitectureRules.check(EmptyHere.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("would check nothing");
    }

    /** Test classes are left out, so a test location holds nothing to check. */
    private static final class EmptyHere {}
}
