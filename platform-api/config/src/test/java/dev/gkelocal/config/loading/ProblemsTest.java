package dev.gkelocal.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a file can be wrong, and what its user is told. */
final class ProblemsTest {
    private static final String NO_DURATION =
            "is not a duration; write a whole number and ms, s, m or h, such as 500ms, 15m or 1h30m";
    private static final String NO_SIZE = "is not a size; write a whole number and B, KiB, MiB or GiB, such as 64MiB";
    private static final String PORT = "is not a port; write a port from 0 to 65535 (0 takes any free one)";
    private static final String LIST = "is not a list; write its items as lines below it, each beginning with -";
    private static final String CHECK = "check indentation, quotes and brackets here and above";

    /** @param file from line 2 on */
    record Row(String name, String file, String problem) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> names() {
        return Stream.of(
                cloudRun("concurency: 10", "concurency: unknown key; did you mean simulation.cloud_run.concurrency?"),
                row(
                        "camel case",
                        "simulation:\n  cloudRun:\n    timeScale: 10",
                        "3: simulation.cloudRun: unknown key; did you mean simulation.cloud_run?"),
                row("hyphen", "log-level: info", "2: log-level: unknown key; did you mean log_level?"),
                row(
                        "key of another section",
                        "time_scale: 10",
                        "2: time_scale: unknown key here; did you mean simulation.cloud_run.time_scale?"),
                row(
                        "section of another section",
                        "cloud_run: {enabled: false}",
                        "2: cloud_run: unknown key here; did you mean simulation.cloud_run?"),
                row(
                        "key like no other",
                        "logs:\n  colour: red",
                        "3: logs.colour: unknown key; known here: max_bytes, files; correct or remove it"),
                row(
                        "key twice",
                        "log_level: info\nlog_level: debug",
                        "3: log_level: is given twice, first in line 2; remove one of the two"),
                row(
                        "section twice",
                        "ports:\n  gateway: 1\nlogs:\nports:\n  kafka: 2",
                        "5: ports: is given twice, first in line 2; remove one of the two"),
                row(
                        "entry twice",
                        "environment_vars:\n  A: x\n  A: y",
                        "4: environment_vars.A: is given twice, first in line 3; remove one of the two"),
                row("list as a key", "? [a, b]\n: c", "2: ?: is not a name; write a key and a colon"),
                row(
                        "merge key",
                        "ports: &p {gateway: 1}\nlogs:\n  <<: *p",
                        "4: logs.<<: merge keys are not known here; write the keys out"),
                row(
                        "entry that is no variable's name",
                        "environment_vars:\n  MY-VAR: x",
                        "3: environment_vars: \"MY-VAR\" is not a variable's name;"
                                + " write letters, digits and _, not beginning with a digit"));
    }

    static Stream<Row> shapes() {
        return Stream.of(
                row(
                        "section with a value",
                        "ports: 8080",
                        "2: ports: is a section; write its keys as indented lines below it"),
                row(
                        "value that is a map",
                        "log_level: {a: b}",
                        "2: log_level: holds several values; write one: debug, info, warning or error"),
                row("list that is one value", "watch_paths: ./src", "2: watch_paths: " + LIST),
                row("list without a value", "watch_paths:", "2: watch_paths: " + LIST),
                row(
                        "item that is a number",
                        "watch_paths:\n  - ./src\n  - 7",
                        "4: watch_paths[1]: is not a text; write one, in quotes if it looks like something else"),
                row(
                        "map that is a list",
                        "environment_vars: [A]",
                        "2: environment_vars: is not a map; write lines such as NAME: \"value\" below it"),
                row(
                        "entry that is a number",
                        "environment_vars:\n  PORT: 8080",
                        "3: environment_vars.PORT: 8080 is a whole number, not text; write \"8080\" in quotes"),
                row(
                        "secret that is a number",
                        "secrets:\n  PIN: 4711",
                        "3: secrets.PIN: is a whole number, not text; put it in quotes"),
                row(
                        "entry that is a list",
                        "environment_vars:\n  A: [x]",
                        "3: environment_vars.A: holds several values; write one text"),
                row("key without a value", "log_level:", "2: log_level: has no value; give it one, or remove the line"),
                row(
                        "number for text",
                        "cluster:\n  kubernetes_version: 1.30",
                        "3: cluster.kubernetes_version: 1.30 is a decimal number, not text; write \"1.30\" in quotes"),
                row(
                        "text for a number",
                        "cluster:\n  nodes: \"3\"",
                        "3: cluster.nodes: \"3\" is text; write it without quotes"),
                row(
                        "text for a flag",
                        "services:\n  hot_reload: yes",
                        "3: services.hot_reload: \"yes\" is neither true nor false; write true or false"),
                row(
                        "tag",
                        "log_level: !loud info",
                        "2: log_level: has the tag !loud; remove it: values have no tags here"));
    }

    static Stream<Row> durationsAndSizes() {
        return Stream.of(
                cloudRun("timeout: 300", "timeout: 300 has no unit; write 300s, or another unit of ms, s, m, h"),
                cloudRun("timeout: soon", "timeout: \"soon\" " + NO_DURATION),
                cloudRun("timeout: 30m1h", "timeout: \"30m1h\" " + NO_DURATION),
                cloudRun("timeout: -5s", "timeout: \"-5s\" " + NO_DURATION),
                cloudRun("timeout: 1.5s", "timeout: \"1.5s\" " + NO_DURATION),
                cloudRun("timeout: 2h", "timeout: 2h is out of range; write a duration from 1s to 1h"),
                cloudRun("timeout: 999ms", "timeout: 999ms is out of range; write a duration from 1s to 1h"),
                cloudRun(
                        "timeout: 99999999999999999999s",
                        "timeout: 99999999999999999999s is out of range; write a duration from 1s to 1h"),
                cloudRun(
                        "timeout: 9223372036854775807h",
                        "timeout: 9223372036854775807h is out of range; write a duration from 1s to 1h"),
                cloudRun(
                        "startup_timeout: 241s",
                        "startup_timeout: 241s is out of range; write a duration from 1s to 4m"),
                row("decimal size", "logs:\n  max_bytes: 10MB", "3: logs.max_bytes: \"10MB\" " + NO_SIZE),
                row("bare size", "logs:\n  max_bytes: 1048576", "3: logs.max_bytes: \"1048576\" " + NO_SIZE),
                row(
                        "size below the range",
                        "logs:\n  max_bytes: 1KiB",
                        "3: logs.max_bytes: 1KiB is out of range; write a size from 64KiB to 1GiB"),
                row(
                        "even number of voters",
                        "cluster:\n  installation:\n    kafka_replicas: 4",
                        "4: cluster.installation.kafka_replicas: 4 is even, and of an even number half is no majority;"
                                + " write an odd number from 1 to 9"),
                row(
                        "size above every number",
                        "logs:\n  max_bytes: 99999999999999GiB",
                        "3: logs.max_bytes: 99999999999999GiB is out of range; write a size from 64KiB to 1GiB"),
                row(
                        "inference time-out as seconds, too long",
                        "services:\n  ai:\n    inference_timeout: 3601",
                        "4: services.ai.inference_timeout: 3601s is out of range;"
                                + " write a duration from 1s to 1h (a bare number is seconds)"));
    }

    static Stream<Row> numbers() {
        return Stream.of(
                cloudRun("concurrency: 0", "concurrency: 0 is out of range; write a whole number from 1 to 1000"),
                cloudRun("concurrency: 1001", "concurrency: 1001 is out of range; write a whole number from 1 to 1000"),
                cloudRun(
                        "concurrency: 1.5",
                        "concurrency: \"1.5\" is not a whole number from 1 to 1000; write digits only"),
                cloudRun(
                        "concurrency_target: 0.05",
                        "concurrency_target: 0.05 is out of range; write a number from 0.1 to 0.95"),
                cloudRun(
                        "concurrency_target: 1",
                        "concurrency_target: 1 is out of range; write a number from 0.1 to 0.95"),
                cloudRun("time_scale: 0", "time_scale: 0 is out of range; write a number from 0.001 to 1000"),
                cloudRun("time_scale: 1001", "time_scale: 1001 is out of range; write a number from 0.001 to 1000"),
                cloudRun("time_scale: .inf", "time_scale: \".inf\" is not a number from 0.001 to 1000"),
                row("port too large", "ports:\n  gateway: 70000", "3: ports.gateway: 70000 " + PORT),
                row("negative port", "ports:\n  gateway: -1", "3: ports.gateway: -1 " + PORT),
                row(
                        "port of the cluster that is 0",
                        "cluster:\n  registry_port: 0",
                        "3: cluster.registry_port: 0 is not a port; write a port from 1 to 65535"),
                row(
                        "project number",
                        "project:\n  number: 1234567890123",
                        "3: project.number: 1234567890123 is out of range; write a whole number from 1 to 999999999999"));
    }

    static Stream<Row> texts() {
        return Stream.of(
                row(
                        "log level",
                        "log_level: loud",
                        "2: log_level: \"loud\" is unknown; write debug, info, warning or error"),
                cloudRun("young_window: half", "young_window: \"half\" is unknown; write elapsed or full"),
                row(
                        "environment outside of the folder",
                        "environment: ../x",
                        "2: environment: \"../x\" is not allowed;"
                                + " write 1 to 63 letters, digits, - and _, such as local or staging"),
                row(
                        "project id",
                        "project:\n  id: Shop",
                        "3: project.id: \"Shop\" is not allowed; write 6 to 30 lower-case letters, digits and -,"
                                + " beginning with a letter and not ending with -"),
                row(
                        "region",
                        "project:\n  region: europe",
                        "3: project.region: \"europe\" is not allowed; write a region such as us-central1"),
                row(
                        "empty state folder",
                        "project:\n  state_dir: \"\"",
                        "3: project.state_dir: is empty; write a folder such as .gke-local"),
                row(
                        "Kubernetes version",
                        "cluster:\n  kubernetes_version: v1.34.0",
                        "3: cluster.kubernetes_version: \"v1.34.0\" is not allowed;"
                                + " write a version such as \"1.34\" or \"1.34.0\", in quotes"),
                row(
                        "endpoint",
                        "observability:\n  otlp_endpoint: localhost:4317",
                        "3: observability.otlp_endpoint: \"localhost:4317\" is not allowed;"
                                + " write an address such as http://127.0.0.1:4317, or \"\" for off"));
    }

    static Stream<Row> agreements() {
        return Stream.of(
                row(
                        "port equal to another's default",
                        "ports:\n  gateway: 8081",
                        "3: ports.gateway: 8081 is also the port of ports.cloud_run_admin (default);"
                                + " choose another for one of them"),
                row(
                        "default equal to an earlier key's port",
                        "ports:\n  jaeger: 8080",
                        "3: ports.jaeger: 8080 is also the port of ports.gateway (default);"
                                + " choose another for one of them"),
                row(
                        "two ports equal",
                        "ports:\n  gateway: 7000\n  kafka: 7000",
                        "4: ports.kafka: 7000 is also the port of ports.gateway (gke-local.yaml:3);"
                                + " choose another for one of them"),
                cloudRun(
                        "short_window: 20m",
                        "short_window: simulation.cloud_run.short_window (20m) is longer than"
                                + " simulation.cloud_run.long_window (10m); it must not be"),
                cloudRun(
                        "short_window: 2s",
                        "short_window: simulation.cloud_run.tick (5s) is longer than"
                                + " simulation.cloud_run.short_window (2s); it must not be"),
                row(
                        "refused port, whose default is in use",
                        "ports:\n  gateway: 70000\n  kafka: 8080",
                        "3: ports.gateway: 70000 " + PORT));
    }

    static Stream<Row> malformed() {
        return Stream.of(
                row(
                        "tab",
                        "ports:\n\tgateway: 1",
                        "3: is not valid YAML: found character '\\t(TAB)' that cannot start any token."
                                + " (Do not use \\t(TAB) for indentation); indent with spaces, not with tabs"),
                row(
                        "colon in a text",
                        "log_level: a: b",
                        "2: is not valid YAML: mapping values are not allowed here;"
                                + " check the indentation, and put text with \": \" in quotes"),
                row(
                        "bracket left open",
                        "watch_paths: [a, b",
                        "2: is not valid YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence); "
                                + CHECK),
                row(
                        "second document",
                        "---\nlog_level: info",
                        "2: is not valid YAML: but found another document (expected a single document in the stream); "
                                + CHECK),
                row("alias of nothing", "log_level: *x", "2: is not valid YAML: found undefined alias x; " + CHECK),
                row(
                        "unprintable character",
                        "log_level: \u0007",
                        "2: is not valid YAML: it has the unprintable character U+0007; remove it"));
    }

    @ParameterizedTest
    @MethodSource({"names", "shapes", "durationsAndSizes", "numbers", "texts", "agreements", "malformed"})
    void wrongFile_isRefused_withLineKeyAndWhatToWrite(Row row) {
        // When
        var problems = Loading.project(row.file()).problems();
        // Then
        assertThat(problems).containsExactly("gke-local.yaml:" + row.problem());
    }

    @Test
    void fileThatIsAList_isRefused() {
        // When
        var problems = Loading.file("- a\n- b\n").problems();
        // Then
        assertThat(problems).contains("gke-local.yaml:1: holds no keys; write lines such as project_name: shop");
    }

    @Test
    void severalProblems_ofAllSources_areReportedTogether() {
        // Given
        var loading = Loading.file("log_level: loud\nports:\n  gateway: x\n  kafka: 7000\n  grafana: 7000\n")
                .overlay("local", "loggs: x\n")
                .variable("GKE_LOCAL_CLUSTER_NODES", "many")
                .flag("ports.jeager", "1");
        // When
        var problems = loading.problems();
        // Then
        assertThat(problems)
                .containsExactly(
                        "gke-local.yaml:1: log_level: \"loud\" is unknown; write debug, info, warning or error",
                        "gke-local.yaml:3: ports.gateway: \"x\" " + PORT,
                        "gke-local.local.yaml:1: loggs: unknown key; did you mean logs?",
                        "GKE_LOCAL_CLUSTER_NODES: cluster.nodes: \"many\" is not a whole number from 0 to 100; write digits only",
                        "--set: ports.jeager: unknown key; did you mean ports.jaeger?",
                        "gke-local.yaml:1: project_name: is missing; add a line such as project_name: shop",
                        "gke-local.yaml:5: ports.grafana: 7000 is also the port of ports.kafka (gke-local.yaml:4);"
                                + " choose another for one of them");
    }

    @Test
    void manyProblems_areShown_upToABound() {
        // Given
        var keys = IntStream.range(0, 200).mapToObj(i -> "wrong_" + i + ": x\n").collect(Collectors.joining());
        // When
        var problems = Loading.project(keys).problems();
        // Then
        assertThat(problems).hasSize(51);
        assertThat(problems.getLast()).isEqualTo("gke-local.yaml:201: and 150 more problems; mend those above first");
    }

    @Test
    void fileOfComments_isRefused_forWantOfAName() {
        // When
        var problems = Loading.file("# nothing yet\n").problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.yaml:1: project_name: is missing; add a line such as project_name: shop");
    }

    @Test
    void unreadableFile_isRefused_withTheReason() {
        // Given
        var file = new SourceFile.Unreadable("gke-local.yaml", "it is not UTF-8; save it as UTF-8");
        // When
        var result = ConfigLoader.load(new ConfigInput(file, SourceFile.Absent::new, Map.of(), Map.of()));
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        ConfigResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Problem::text)
                                .containsExactly(
                                        "gke-local.yaml:1: cannot be read: it is not UTF-8; save it as UTF-8"));
    }

    @Test
    void secret_ofTheWrongForm_isNotEchoed() {
        // When
        var problems =
                Loading.project("secrets:\n  PIN: 4711\n  NOTE: !x hush\n").problems();
        // Then
        assertThat(problems).hasSize(2).noneMatch(text -> text.contains("4711") || text.contains("hush"));
    }

    private static Row cloudRun(String line, String problem) {
        return row(line, "simulation:\n  cloud_run:\n    " + line, "4: simulation.cloud_run." + problem);
    }

    private static Row row(String name, String file, String problem) {
        return new Row(name, file, problem);
    }
}
