package dev.gkelocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class CommandTreeTest {
    @TempDir
    private Path folder;

    record Row(String name, List<String> words, int code, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> mistakes() {
        return Stream.of(
                new Row("mistyped command", List.of("statsu"), 2, "unknown word 'statsu'; did you mean status"),
                new Row("mistyped option", List.of("run", "deploy", "x", "--imag", "y"), 2, "did you mean --image?"),
                new Row(
                        "gcloud's option that is not here",
                        List.of("run", "deploy", "x", "--vpc-connector", "y"),
                        2,
                        "gcloud has --vpc-connector; `gke-local run deploy` does not support it yet"),
                new Row(
                        "the same with a value attached",
                        List.of("deploy", "x", "--set-secrets=A=b:1"),
                        2,
                        "gcloud has --set-secrets; `gke-local deploy` does not support it yet"),
                new Row(
                        "gcloud's option where gcloud has no such command",
                        List.of("up", "--set-secrets"),
                        2,
                        "unknown option"),
                new Row("no command", List.of("run"), 2, "Missing required subcommand"),
                new Row(
                        "missing argument",
                        List.of("run", "services", "describe"),
                        2,
                        "Missing required parameter: 'SERVICE'"),
                new Row("platform not up", List.of("run", "services", "list"), 5, "start it with `gke-local up`"),
                new Row("status when not up", List.of("status"), 5, ""),
                new Row(
                        "source and image",
                        List.of("deploy", "x", "--source", ".", "--image", "i"),
                        2,
                        "exclude each other"),
                new Row("template without a cluster", List.of("up", "--template", "ai"), 2, "need --kind"),
                new Row(
                        "unknown template",
                        List.of("platform", "render", "--template", "huge", "--registry", "r.example.com"),
                        3,
                        "cluster.template"),
                new Row("unknown key", List.of("config", "show", "--set", "ports.gatewai=1"), 3, "ports.gatewai"),
                new Row("bad value", List.of("config", "show", "--set", "ports.gateway=x"), 3, "ports.gateway"),
                new Row("address without a host", List.of("load", "http://"), 2, "is not an address to load"),
                new Row("no rate", List.of("load", "http://localhost", "--rate", "0"), 2, "must be positive"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_ofTheUser_isExplainedWithItsExitCode(Row row) {
        // When
        var run = CliRun.in(folder).run(row.words().toArray(String[]::new));
        // Then
        assertThat(run.code()).isEqualTo(row.code());
        assertThat(run.err()).contains(row.said());
    }

    @Test
    void help_ofEveryCommand_hasExamplesAndGoesToOut() {
        for (var command : visible(tree())) {
            // When
            var run = CliRun.in(folder).run(helpWords(command));
            // Then
            assertThat(run.code()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("Usage: ", "Examples:", "--help");
        }
    }

    @Test
    void overview_madeWithoutTheCommands_isTheSameAsWithThem() {
        // When
        var run = CliRun.in(folder).run("--help");
        // Then
        assertThat(run.out()).isEqualTo(usage(tree()));
    }

    @Test
    void otherNames_ofUpAndDown_areAccepted() {
        // When
        var subcommands = tree().getSubcommands();
        // Then
        assertThat(subcommands.get("start")).isSameAs(subcommands.get("up"));
        assertThat(subcommands.get("stop")).isSameAs(subcommands.get("down"));
    }

    private CommandLine tree() {
        return TestTree.of(folder);
    }

    static List<CommandLine> visible(CommandLine command) {
        var all = new ArrayList<CommandLine>();
        all.add(command);
        command.getSubcommands().values().stream()
                .distinct()
                .filter(it -> !it.getCommandSpec().usageMessage().hidden())
                .forEach(it -> all.addAll(visible(it)));
        return all;
    }

    private static String[] helpWords(CommandLine command) {
        var words = command.getCommandSpec().qualifiedName().split(" ", -1);
        words[0] = "";
        return Stream.concat(Stream.of(words).skip(1), Stream.of("--help")).toArray(String[]::new);
    }

    static String usage(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF);
    }
}
