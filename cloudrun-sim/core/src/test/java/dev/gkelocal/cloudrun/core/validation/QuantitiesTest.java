package dev.gkelocal.cloudrun.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CPU and memory as users write them (cloudrun sheet 2.3). */
class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "1,1000",
        "1000m,1000",
        "0.5,500",
        ".08,80",
        "500m,500",
        "8,8000",
        "0.583,583",
        "1.0,1000",
        "2.,2000",
        "0,0"
    })
    void cpu_inAnyForm_isThousandths(String text, int milli) {
        // Given // When
        var parsed = Quantities.milliCpu("p", text);
        // Then
        assertThat(parsed).isEqualTo(new Parsed.Value<>(milli));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one",
                "-1",
                "1 ",
                "1Mi",
                "0.0001",
                "1.5m",
                "1e3",
                "m",
                ".",
                "1000M",
                "99999999999",
                "NaN",
                "١"
            })
    void cpu_thatIsNone_isRefusedByName(String text) {
        // Given // When
        var parsed = Quantities.milliCpu("template.containers[0].resources.limits.cpu", text);
        // Then
        assertThat(parsed).isInstanceOfSatisfying(Parsed.Bad.class, it -> {
            assertThat(it.violation().path()).isEqualTo("template.containers[0].resources.limits.cpu");
            assertThat(it.violation().message()).startsWith("Invalid value specified for cpu: '" + text + "', want ");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "512Mi,512",
        "1Gi,1024",
        "4Gi,4096",
        "0.5Gi,512",
        "134217728,128",
        "1G,954",
        "512M,489",
        "1048576Ki,1024",
        "1Ti,1048576",
        "1,1",
        "512,1"
    })
    void memory_inAnyForm_isMebibytesRoundedUp(String text, long mebibytes) {
        // Given // When
        var parsed = Quantities.mebibytes("p", text);
        // Then
        assertThat(parsed).isEqualTo(new Parsed.Value<>(mebibytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "big", "-512Mi", "512MB", "512mi", "1 Gi", "1e9", "Mi", "9999999999999999999Gi"})
    void memory_thatIsNone_isRefusedByName(String text) {
        // Given // When
        var parsed = Quantities.mebibytes("p", text);
        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        it -> assertThat(it.violation().message())
                                .startsWith("Invalid value specified for memory: '" + text + "'"));
    }

    @ParameterizedTest
    @CsvSource({"512,512Mi", "1024,1Gi", "1536,1536Mi", "4096,4Gi", "0,0Mi"})
    void memory_isStoredInTheLargestWholeUnit(long mebibytes, String text) {
        // Given // When
        var formatted = Quantities.formatMemory(mebibytes);
        // Then
        assertThat(formatted).isEqualTo(text);
        assertThat(Quantities.mebibytes("p", formatted)).isEqualTo(new Parsed.Value<>(mebibytes));
    }
}
