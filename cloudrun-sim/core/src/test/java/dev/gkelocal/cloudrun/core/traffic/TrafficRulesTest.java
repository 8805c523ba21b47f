package dev.gkelocal.cloudrun.core.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.core.traffic.RequestedTarget.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Traffic of the Admin API (cloudrun sheet 3.5, 4.2). */
class TrafficRulesTest {

    record Row(String name, List<RequestedTarget> targets, String... violations) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("none", List.of()),
                new Row("latest", List.of(target(Type.LATEST, null, 100, null))),
                new Row("type left out", List.of(target(null, "v1", 60, null), target(null, "", 40, ""))),
                new Row("tags", List.of(target(Type.LATEST, null, 100, "a"), target(Type.REVISION, "v1", 0, "b-1"))),
                new Row(
                        "sum below",
                        List.of(target(Type.LATEST, null, 90, null)),
                        "traffic: Traffic targets sum to 90, want 100"),
                new Row(
                        "sum above",
                        List.of(target(Type.LATEST, null, 90, null), target(Type.REVISION, "v1", 20, null)),
                        "traffic: Traffic targets sum to 110, want 100"),
                new Row(
                        "negative",
                        List.of(target(Type.LATEST, null, 110, null), target(Type.REVISION, "v1", -10, null)),
                        "traffic[0].percent: expected 0 <= 110 <= 100",
                        "traffic[1].percent: expected 0 <= -10 <= 100"),
                new Row(
                        "unknown revision",
                        List.of(target(Type.REVISION, "v9", 100, null)),
                        "traffic[0].revision: Revision 'v9' does not exist"),
                new Row(
                        "revision and latest",
                        List.of(target(Type.LATEST, "v1", 100, null)),
                        "traffic[0].revision: may not be set together with type TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"),
                new Row(
                        "revision missing",
                        List.of(target(Type.REVISION, null, 100, null)),
                        "traffic[0].revision: must be set with type TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"),
                new Row(
                        "duplicate tag",
                        List.of(target(Type.LATEST, null, 100, "a"), target(Type.REVISION, "v1", 0, "a")),
                        "traffic[1].tag: Multiple definitions for \"a\", also in traffic[0].tag"),
                new Row("tag in capitals", List.of(target(Type.LATEST, null, 100, "Blue")), BAD_TAG.formatted("Blue")),
                new Row("tag of digits", List.of(target(Type.LATEST, null, 100, "1a")), BAD_TAG.formatted("1a")),
                new Row("tag ends in a hyphen", List.of(target(Type.LATEST, null, 100, "a-")), BAD_TAG.formatted("a-")),
                new Row(
                        "tag too long",
                        List.of(target(Type.LATEST, null, 100, "a".repeat(64))),
                        BAD_TAG.formatted("a".repeat(64))));
    }

    private static final String BAD_TAG = "traffic[0].tag: invalid tag '%s': a DNS-1035 label of at most 63 lower case"
            + " letters, digits and hyphens that starts with a letter and ends with a letter or digit";

    @ParameterizedTest
    @MethodSource("rows")
    void check_namesFieldAndFault(Row row) {
        // Given
        var revisions = Set.of("v1", "v2");
        // When
        var violations = TrafficRules.check(row.targets, revisions);
        // Then
        assertThat(violations).extracting(Object::toString).containsExactly(row.violations);
    }

    private static RequestedTarget target(Type type, String revision, int percent, String tag) {
        return new RequestedTarget(type, revision, percent, tag);
    }
}
