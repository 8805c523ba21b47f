package dev.gkelocal.observability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.observability.dashboards.Dashboard;
import dev.gkelocal.observability.dashboards.Dashboards;
import dev.gkelocal.observability.promql.PromqlWords;
import dev.gkelocal.observability.rules.RuleFiles.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule (observability sheet 13), without a Prometheus. */
class RuleLintTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    static Stream<Alert> alerts() {
        return RuleFiles.loaded().stream().flatMap(it -> it.alerts().stream());
    }

    static Stream<RuleFile> files() {
        return Stream.concat(RuleFiles.loaded().stream(), Stream.of(RuleFiles.month()));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_hasWordsThatLeadOn(Alert alert) {
        assertThat(alert.summary()).isNotBlank().doesNotEndWith(".");
        assertThat(alert.description()).matches("(?s)[A-Z].*\\.");
        assertThat(Dashboards.all()).extracting(Dashboard::uid).contains(alert.dashboard());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_hasARunbook(Alert alert) throws IOException {
        // When
        var page = MODULE.resolve("..").resolve(alert.runbook());

        // Then
        assertThat(page).exists();
        assertThat(Files.readString(page)).startsWith("# " + alert.name() + "\n");
    }

    @Test
    void runbooks_belongToAlerts() throws IOException {
        // Given
        var names = alerts().map(it -> it.name() + ".md").collect(Collectors.toSet());

        // When
        try (var pages = Files.list(MODULE.resolve("../docs/runbooks"))) {
            // Then
            assertThat(pages.map(it -> Objects.requireNonNull(it.getFileName()).toString()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void alerts_haveEachACaseInWhichTheyFire() throws IOException {
        // Given
        String cases;
        try (var files = Files.list(MODULE.resolve("src/test/promtool"))) {
            cases = files.map(RuleLintTest::read).collect(Collectors.joining("\n"));
        }

        // Then
        assertThat(alerts().map(Alert::name).distinct())
                .allSatisfy(it -> assertThat(cases).contains("runbook_url: docs/runbooks/" + it + ".md"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void expressions_useCataloguedSeriesOnly(RuleFile file) {
        // Given
        var known = new HashSet<>(PromqlWords.catalogued());
        rules(file).filter(Recording.class::isInstance).forEach(it -> known.add(it.name()));

        // Then
        assertThat(rules(file)).allSatisfy(it -> {
            var expr = it.expr().text();
            assertThat(PromqlWords.series(expr)).as(expr).isSubsetOf(known);
            assertThat(PromqlWords.groupedBy(expr)).as(expr).isSubsetOf(PromqlWords.labels());
        });
    }

    /** Two rules that give the same labels under one name would overwrite each other. */
    @ParameterizedTest
    @MethodSource("files")
    void rules_differInNameOrLabels(RuleFile file) {
        assertThat(rules(file).map(RuleLintTest::identity)).doesNotHaveDuplicates();
    }

    @Test
    void burnRates_atBothScales_haveTheSameAlerts() {
        assertThat(new BurnRates(BurnRates.LOCAL).groups()).hasSameSizeAs(new BurnRates(BurnRates.MONTH).groups());
        assertThat(names(BurnRates.LOCAL)).isEqualTo(names(BurnRates.MONTH));
    }

    private static List<String> names(double scale) {
        return new BurnRates(scale)
                .groups().stream()
                        .flatMap(it -> it.rules().stream())
                        .filter(Alert.class::isInstance)
                        .map(it -> it.name() + ((Alert) it).labels().get("slo"))
                        .toList();
    }

    private static Stream<Rule> rules(RuleFile file) {
        return file.groups().stream().flatMap(it -> it.rules().stream());
    }

    private static String identity(Rule rule) {
        return switch (rule) {
            case Alert alert -> alert.name() + alert.severity() + alert.labels();
            case Recording recording -> recording.name() + recording.labels();
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
