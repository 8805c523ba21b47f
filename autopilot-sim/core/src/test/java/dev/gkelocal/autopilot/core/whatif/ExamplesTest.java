package dev.gkelocal.autopilot.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked scenarios of the repository. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../../examples/autopilot");

    @Test
    void shop_forADay_runsEverythingButTheNodeExporter() {
        var report = Run.of(scenario("shop"));
        print(report);
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().getFirst().object().name()).isEqualTo("node-exporter");
        assertThat(report.refused().getFirst().message()).contains("GKE Warden rejected the request");
        assertThat(report.pending().stillPending()).isZero();
        assertThat(report.pending().pods()).isGreaterThan(60);
        assertThat(report.pending().longest()).as("a new node helps any Pod").isLessThan(Duration.ofMinutes(5));
        assertThat(report.ignored()).containsKeys("Service", "ConfigMap", "ServiceAccount");
        assertThat(report.costs()).anyMatch(it -> it.payer().equals("shop Deployment/storefront"));
        assertThat(report.totals().usd()).isPositive();
    }

    @Test
    void batch_withSpotWaves_finishesItsJobs() {
        var report = Run.of(scenario("batch"));
        print(report);
        assertThat(report.refused()).isEmpty();
        assertThat(report.evictions().getOrDefault("spot", 0L)).isPositive();
        assertThat(report.events().stream()
                        .filter(it -> it.reason().equals("Completed"))
                        .map(it -> it.object().name()))
                .containsExactlyInAnyOrder("render", "train", "prepare");
        assertThat(report.costs()).anyMatch(it -> it.payer().startsWith("node "));
    }

    @Test
    void badDay_endsWithEverythingRunningAgain() {
        var report = Run.of(scenario("bad-day"));
        print(report);
        assertThat(report.pending().stillPending()).isZero();
        assertThat(report.pending().longest())
                .as("Pods with volumes wait until their zone has machines again")
                .isBetween(Duration.ofMinutes(115), Duration.ofMinutes(130));
        assertThat(report.evictions()).containsKeys("node lost", "spot", "upgrade");
        assertThat(report.events()).anyMatch(it -> it.reason().equals("FailedScaleUp"));
    }

    private static void print(Report report) {
        var pending = report.pending();
        System.out.printf(
                "scenario %s: %s Pods placed, waits p50 %s p99 %s max %s, %s nodes made, %s at most, packing %.2f, %.2f USD, evictions %s, %s events%n",
                report.name(),
                pending.pods(),
                pending.p50(),
                pending.p99(),
                pending.longest(),
                report.totals().nodesMade(),
                report.totals().mostNodes(),
                report.totals().meanCpuPacking(),
                report.totals().usd(),
                report.evictions(),
                report.events().size());
    }

    private static Scenario scenario(String name) {
        var home = EXAMPLES.resolve(name);
        var root = ((Document.Parsed) read(home.resolve("scenario.yaml")).getFirst()).root();
        return switch (ScenarioReader.read(root, path -> documents(home.resolve(path)))) {
            case ScenarioReader.Result.Read(var scenario) -> scenario;
            case ScenarioReader.Result.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Document> documents(Path path) {
        try (var files = Files.list(path)) {
            return files.sorted().flatMap(it -> read(it).stream()).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Document> read(Path file) {
        try {
            return Manifests.read(file.toString(), Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
