package dev.gkelocal.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeFilterTest {
    private static final String DECIDED = "dev.gkelocal.cloudrun.scaling.decided.v1";

    @Test
    void filter_withoutPatterns_letsAllPass() {
        assertThat(TypeFilter.ALL).accepts(DECIDED);
    }

    @Test
    void filter_ofABeginning_letsItsTypesPass() {
        assertThat(new TypeFilter(List.of("dev.gkelocal.cloudrun.*")))
                .accepts(DECIDED)
                .rejects("dev.gkelocal.platform.simulator.changed.v1");
    }

    @Test
    void hopeless_ofMistypedType_namesIt() {
        assertThat(new TypeFilter(List.of(DECIDED, "dev.gkelocal.cloudrun.scaling.decided")).hopeless())
                .containsExactly("dev.gkelocal.cloudrun.scaling.decided");
    }
}
