package dev.gkelocal.autopilot.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 2
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: main, image: web, resources: {requests: {cpu: 500m, memory: 1Gi}}}]
            """;

    @Test
    void run_ofAMorning_reportsNodesPodsWaitsAndCosts() {
        var report = Run.of(read("""
                name: morning
                seed: 3
                horizon: 2h
                sample: 5m
                workloads:
                - path: web.yaml
                - workload: Deployment shop/web
                  replicas: [{at: 30m, count: 6}, {at: 1h, count: 1}]
                """));
        assertThat(report.timeline()).hasSize(25);
        assertThat(report.timeline().getLast().pods()).containsEntry("Running", 1);
        assertThat(report.timeline().get(8).pods()).containsEntry("Running", 6);
        assertThat(report.pending().pods()).isEqualTo(6);
        assertThat(report.pending().longest())
                .isBetween(java.time.Duration.ofSeconds(60), java.time.Duration.ofMinutes(4));
        assertThat(report.costs()).anyMatch(it -> it.payer().equals("shop Deployment/web"));
        assertThat(report.totals().meanCpuPacking()).isBetween(0.05, 1.0);
        assertThat(Json.write(ReportJson.of(report))).contains("\"timeline\"");
        assertThat(ReportCsv.of(report)).containsOnlyKeys("timeline.csv", "costs.csv", "pending.csv", "events.csv");
    }

    @Test
    void run_twice_isEqualAndAnotherSeedIsNot() {
        var yaml = "{horizon: 1h, seed: %d, workloads: [{path: web.yaml}], faults: [{at: 20m, nodeCrash: {count: 1}}]}";
        var first = Json.write(ReportJson.of(Run.of(read(yaml.formatted(1)))));
        assertThat(Json.write(ReportJson.of(Run.of(read(yaml.formatted(1)))))).isEqualTo(first);
        assertThat(Json.write(ReportJson.of(Run.of(read(yaml.formatted(2)))))).isNotEqualTo(first);
    }

    @Test
    void scenario_withMistakes_namesEachWithLineAndSuggestion() {
        var problems = problems("""
                horizn: 2h
                workloads:
                - pth: web.yaml
                - path: missing.yaml
                faults:
                - at: soon
                  zoneOutage: {zone: us-central1-a}
                - {}
                cluster:
                  mode: gke
                """);
        assertThat(problems)
                .contains(
                        "scenario.yaml:1: unknown key 'horizn' in the scenario; did you mean 'horizon'?",
                        "scenario.yaml:3: unknown key 'pth' in an entry of workloads; did you mean 'path'?",
                        "scenario.yaml:6: 'at' must be a duration such as 90s, 15m or 1h30m, not 'soon'")
                .anyMatch(it -> it.contains("mode"))
                .anyMatch(it -> it.contains("exactly one of"))
                .anyMatch(it -> it.contains("missing.yaml"));
    }

    static Scenario read(String yaml) {
        var result = ScenarioReader.read(root(yaml), ScenarioTest::documents);
        assertThat(result).isInstanceOf(ScenarioReader.Result.Read.class);
        return ((ScenarioReader.Result.Read) result).scenario();
    }

    private static List<String> problems(String yaml) {
        var result = ScenarioReader.read(root(yaml), ScenarioTest::documents);
        return ((ScenarioReader.Result.Refused) result)
                .problems().stream().map(Problem::toString).toList();
    }

    private static dev.gkelocal.autopilot.core.manifest.Value root(String yaml) {
        return ((Document.Parsed) Manifests.read("scenario.yaml", yaml).getFirst()).root();
    }

    private static List<Document> documents(String path) {
        return path.equals("web.yaml") ? Manifests.read(path, WEB) : List.of();
    }
}
