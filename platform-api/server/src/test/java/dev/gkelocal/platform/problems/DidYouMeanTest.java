package dev.gkelocal.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> KNOWN = List.of("cloud_run", "autopilot");

    @Test
    void advice_forAMistypedName_givesTheNearest() {
        assertThat(DidYouMean.advice("cloudrun", KNOWN)).isEqualTo("Did you mean 'cloud_run'?");
    }

    @Test
    void advice_forSomethingElse_givesAll() {
        assertThat(DidYouMean.advice("kubernetes", KNOWN)).isEqualTo("Known: autopilot, cloud_run.");
    }

    @Test
    void advice_whenThereIsNone_saysSo() {
        assertThat(DidYouMean.advice("hello", List.of())).isEqualTo("There is none yet.");
    }
}
