package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "500m, 500m",
        "0.5, 500m",
        "1000m, 1",
        "1e3, 1e3",
        "2048Mi, 2Gi",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "100M, 100M",
        "0.1m, 100u",
        "1Ki, 1Ki",
        "512, 512",
        "0, 0",
        "-1, -1",
        "0.0000000001, 1n",
        "1e30, 9223372036854775807",
        "12e6, 12e6",
        ".5, 500m",
        "5., 5",
        "0.5Ki, 512"
    })
    void text_ofAQuantity_isCanonical(String written, String canonical) {
        assertThat(Quantity.of(written)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gi", "1gi", "1.2.3", "0x10", "1 Gi", "NaN", "1e", "1e9999", "--1", "1Kim"})
    void parse_ofOtherText_isEmpty(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    @Test
    void equality_ofDifferentSpellings_holds() {
        assertThat(Quantity.of("1")).isEqualTo(Quantity.of("1000m")).hasSameHashCodeAs(Quantity.of("1e0"));
    }

    @Test
    void milli_ofAFractionOfAMilli_roundsUp() {
        assertThat(Quantity.of("0.1m").milli()).isEqualTo(1);
    }
}
