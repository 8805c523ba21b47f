package dev.gkelocal.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.observability.Metric.Type;
import dev.gkelocal.observability.Metric.Unit;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of observability sheet 9: base units, {@code _total}, few labels, none without bounds. */
class MetricCatalogueTest {
    private static final Pattern NAME = Pattern.compile("(cloudrun|autopilot|eventlog|gateway)_[a-z0-9]+(_[a-z0-9]+)*");
    private static final Pattern DERIVED_UNIT =
            Pattern.compile("_(ms|millis|milliseconds|minutes|hours|kb|mb|kilobytes|mebibytes|percent)(_|$)");
    private static final Pattern UNBOUNDED =
            Pattern.compile("(.*_)?(id|uid|uuid|trace|span|instance|pod|pid|path|url|uri|host|address|hash|digest)");

    /** Ends in _id, but a platform has one. */
    private static final Set<String> BOUNDED = Set.of("project_id");

    static Stream<Metric> metrics() {
        return MetricCatalogue.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void name_ofMetric_startsWithItsComponent(Metric metric) {
        assertThat(metric.name()).matches(NAME);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void name_ofCounter_endsInTotalAndNoOtherDoes(Metric metric) {
        assertThat(metric.name().endsWith("_total")).isEqualTo(metric.type() == Type.COUNTER);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void name_withUnit_isInBaseUnits(Metric metric) {
        assertThat(metric.name()).doesNotContainPattern(DERIVED_UNIT);
        assertThat(metric.name().contains("_seconds")).isEqualTo(metric.unit() == Unit.SECONDS);
        assertThat(metric.name().contains("_bytes")).isEqualTo(metric.unit() == Unit.BYTES);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void labels_ofMetric_areAtMostSixAndBounded(Metric metric) {
        assertThat(metric.labels())
                .hasSizeLessThanOrEqualTo(6)
                .doesNotHaveDuplicates()
                .allSatisfy(it -> assertThat(it).matches("[a-z][a-z0-9_]*"))
                .allMatch(it -> BOUNDED.contains(it) || !UNBOUNDED.matcher(it).matches());
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void buckets_ofHistogram_ascend(Metric metric) {
        assertThat(metric.buckets()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void help_ofMetric_isASentenceWithSource(Metric metric) {
        assertThat(metric.help()).matches("(?s)[A-Z].*\\.");
        assertThat(metric.source()).isNotBlank();
    }

    @Test
    void names_ofAllMetrics_areUnique() {
        assertThat(MetricCatalogue.ALL.stream().map(Metric::name)).doesNotHaveDuplicates();
    }

    @Test
    void all_ofCatalogue_holdsEveryConstant() {
        // Given
        var constants = Stream.of(MetricCatalogue.class.getFields())
                .filter(it -> it.getType() == Metric.class)
                .map(MetricCatalogueTest::valueOf)
                .collect(Collectors.toSet());

        // Then
        assertThat(MetricCatalogue.ALL).containsExactlyInAnyOrderElementsOf(constants);
    }

    private static Metric valueOf(Field field) {
        try {
            return (Metric) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
