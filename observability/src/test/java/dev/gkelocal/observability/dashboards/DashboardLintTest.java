package dev.gkelocal.observability.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.gkelocal.observability.promql.PromqlWords;
import dev.gkelocal.observability.rules.Recording;
import dev.gkelocal.observability.rules.RuleFiles;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a linter of dashboards looks for (observability sheet 14), over the JSON that Grafana gets. */
class DashboardLintTest {
    private static final Pattern WINDOW = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)}?");
    private static final Set<String> BUILT_IN = Set.of("__rate_interval", "__range");

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    DashboardLintTest.class.getResourceAsStream("/dev/gkelocal/observability/dashboard.schema.json"));

    static Stream<JsonNode> dashboards() {
        return Dashboards.all().stream().map(DashboardJson::of);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_isOfTheFormThatGrafanaReads(JsonNode dashboard) {
        assertThat(SCHEMA.validate(dashboard)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_lieOnTheGridWithoutOverlap(JsonNode dashboard) {
        // Given
        var placed = new ArrayList<Rectangle>();

        for (var panel : dashboard.path("panels")) {
            var grid = panel.path("gridPos");
            var place = new Rectangle(
                    grid.path("x").asInt(),
                    grid.path("y").asInt(),
                    grid.path("w").asInt(),
                    grid.path("h").asInt());

            // Then
            assertThat(place.x + place.width).as(panel.path("title").asText()).isLessThanOrEqualTo(24);
            assertThat(placed).as(panel.path("title").asText()).noneMatch(place::intersects);
            placed.add(place);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_haveIdsAndTitlesOfTheirOwn(JsonNode dashboard) {
        assertThat(stream(dashboard.path("panels")).map(it -> it.path("id").asInt()))
                .doesNotHaveDuplicates();
        assertThat(stream(dashboard.path("panels"))
                        .filter(it -> !it.path("type").asText().equals("row"))
                        .map(it -> it.path("title").asText()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void expressions_useCataloguedSeriesOnly(JsonNode dashboard) {
        // Given
        var known = new HashSet<>(PromqlWords.catalogued());
        RuleFiles.loaded().stream()
                .flatMap(it -> it.groups().stream())
                .flatMap(it -> it.rules().stream())
                .filter(Recording.class::isInstance)
                .forEach(it -> known.add(it.name()));

        for (var expr : expressions(dashboard)) {
            // Then
            assertThat(PromqlWords.series(expr)).as(expr).isNotEmpty().isSubsetOf(known);
            assertThat(PromqlWords.groupedBy(expr)).as(expr).isSubsetOf(PromqlWords.labels());
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void windows_followTheTimeThatIsShown(JsonNode dashboard) {
        for (var expr : expressions(dashboard)) {
            assertThat(WINDOW.matcher(expr).results().map(it -> it.group(1)))
                    .as(expr)
                    .allMatch(it -> it.equals("$__rate_interval") || it.equals("$__range"));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void counters_standUnderRateOrIncreaseOnly(JsonNode dashboard) {
        for (var expr : expressions(dashboard)) {
            for (var series : PromqlWords.series(expr)) {
                if (PromqlWords.counters().contains(series)) {
                    assertThat(expr).as(series).containsPattern("(rate|increase)\\(" + Pattern.quote(series) + "\\{");
                    assertThat(expr.split(Pattern.quote(series + "{"), -1).length)
                            .as("%s stands bare somewhere in %s", series, expr)
                            .isEqualTo(expr.split("(rate|increase)\\(" + Pattern.quote(series) + "\\{", -1).length);
                }
            }
        }
    }

    /**
     * The usual linters want variables for job and instance too. Excluded with reason: a Cloud Run or Autopilot series has one
     * job, which is matched by name, and replicas are aggregated away.
     */
    @ParameterizedTest
    @MethodSource("dashboards")
    void expressions_matchTheJob(JsonNode dashboard) {
        for (var expr : expressions(dashboard)) {
            assertThat(PromqlWords.series(expr).stream().allMatch(DashboardLintTest::hasNoJob) || expr.contains("job="))
                    .as(expr)
                    .isTrue();
        }
    }

    /** Alerts and what our rules record are about the platform as a whole; service levels choose their jobs themselves. */
    private static boolean hasNoJob(String series) {
        return series.equals("ALERTS")
                || series.startsWith("slo:")
                || series.startsWith("cloudrun_request_duration")
                || series.startsWith("cloudrun_instance_startup")
                || series.startsWith("autopilot_scheduling");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variables_inExpressions_areDeclared(JsonNode dashboard) {
        // Given
        var declared = stream(dashboard.at("/templating/list"))
                .map(it -> it.path("name").asText())
                .collect(Collectors.toCollection(HashSet::new));
        declared.addAll(BUILT_IN);

        for (var expr : expressions(dashboard)) {
            // Then
            assertThat(VARIABLE.matcher(expr).results().map(it -> it.group(1)))
                    .as(expr)
                    .isSubsetOf(declared);
        }
    }

    @Test
    void dashboards_haveUidsAndTitlesOfTheirOwn() {
        assertThat(Dashboards.all()).extracting(Dashboard::uid).doesNotHaveDuplicates();
        assertThat(Dashboards.all()).extracting(Dashboard::title).doesNotHaveDuplicates();
    }

    @Test
    void latencies_haveExemplarsOnEachDashboardOfRequests() {
        assertThat(dashboards()
                        .filter(it -> stream(it.path("panels"))
                                .flatMap(panel -> stream(panel.path("targets")))
                                .anyMatch(target -> target.path("exemplar").asBoolean()))
                        .map(it -> it.path("uid").asText()))
                .contains("gkl-platform", "gkl-run-service");
    }

    private static List<String> expressions(JsonNode dashboard) {
        return stream(dashboard.path("panels"))
                .flatMap(it -> stream(it.path("targets")))
                .map(it -> it.path("expr").asText())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
