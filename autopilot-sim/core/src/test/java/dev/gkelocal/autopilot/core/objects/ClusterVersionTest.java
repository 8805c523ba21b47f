package dev.gkelocal.autopilot.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.30.2-gke.1394000, 1.30.2-gke.1394000, true",
        "1.30.2-gke.1393999, 1.30.2-gke.1394000, false",
        "1.9, 1.10, false",
        "1.30, 1.30.2-gke.1394000, true",
        "latest, 1.35.8-gke.1036000, true",
        "v1.31.0, 1.30.9, true"
    })
    void order_isNumeric_andMissingPartsMeanTheNewest(String one, String other, boolean atLeast) {
        assertThat(ClusterVersion.of(one).atLeast(ClusterVersion.of(other))).isEqualTo(atLeast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "one.two", "1.2.3.4", "1.2.3-gke.x", "1.-2", "99999999999.1"})
    void parse_ofOtherText_isEmpty(String text) {
        assertThat(ClusterVersion.parse(text)).isEmpty();
    }

    @Test
    void text_isAsWritten() {
        assertThat(ClusterVersion.of("1.30.2-gke.1394000")).hasToString("1.30.2-gke.1394000");
        assertThat(ClusterVersion.of("1.35")).hasToString("1.35");
    }
}
