package dev.gkelocal.cloudrun.core.scaling;

import static dev.gkelocal.cloudrun.core.scaling.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "About instance autoscaling", the concurrency formula (cloudrun sheet 2.2):
 * n = ceil((max(avg 1 min, avg 10 min) / maxConcurrency) / target). Expected counts are worked by hand.
 */
class PublishedFormulaTest {

    record Row(String name, double one, double ten, int concurrency, double target, int expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("no load asks for none", 0, 0, 80, 0.6, 0),
                new Row("a trace of load asks for one", 0.000001, 0, 80, 0.6, 1),
                new Row("48 is what one instance of 80 at 60 % takes", 48, 0, 80, 0.6, 1),
                new Row("just above 48 asks for two", 48.000001, 0, 80, 0.6, 2),
                new Row("144/80/0.6 is 3 though the binary quotient lies above", 144, 0, 80, 0.6, 3),
                new Row("100/80 = 1.25, /0.6 = 2.08", 100, 0, 80, 0.6, 3),
                new Row("the larger window counts: ten minutes", 10, 480, 80, 0.6, 10),
                new Row("the larger window counts: one minute", 480, 10, 80, 0.6, 10),
                new Row("concurrency 1 at 60 %: 3/1/0.6 = 5", 3, 0, 1, 0.6, 5),
                new Row("concurrency 1 at 60 %: 1/1/0.6 = 1.67", 1, 0, 1, 0.6, 2),
                new Row("concurrency 1000 at 95 %: 950 is one", 950, 0, 1000, 0.95, 1),
                new Row("concurrency 1000 at 95 %: 951 is two", 951, 0, 1000, 0.95, 2),
                new Row("target 10 %: 80 in flight need 10", 80, 0, 80, 0.1, 10),
                new Row("target 10 %: 24/80/0.1 is 3 though the binary quotient lies above", 24, 0, 80, 0.1, 3),
                new Row("large: 10000/80/0.6 = 208.33", 10_000, 0, 80, 0.6, 209));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void wanted_forLoad_isThePublishedQuotientRoundedUp(Row row) {
        // Given
        var facts =
                facts().limits(row.concurrency, 0, 1000).load(row.one, row.ten).build();
        // When
        int wanted = new ConcurrencyDriver(row.target).wanted(facts);
        // Then
        assertThat(wanted).isEqualTo(row.expected);
    }

    /** Every whole multiple of what an instance takes needs exactly that many: no instance is added by rounding. */
    @ParameterizedTest
    @MethodSource("targets")
    void wanted_atWholeMultiples_addsNoneByRounding(double target) {
        // Given
        var driver = new ConcurrencyDriver(target);
        for (int concurrency : new int[] {1, 2, 3, 7, 10, 80, 250, 1000}) {
            for (int count = 1; count <= 1000; count++) {
                double load = concurrency * target * count;
                // When
                int wanted = driver.wanted(
                        facts().limits(concurrency, 0, 1000).load(load, 0).build());
                // Then
                assertThat(wanted).as("%s requests of %s", load, concurrency).isEqualTo(count);
            }
        }
    }

    static Stream<Double> targets() {
        return Stream.of(0.1, 0.3, 0.55, 0.6, 0.7, 0.85, 0.95);
    }
}
