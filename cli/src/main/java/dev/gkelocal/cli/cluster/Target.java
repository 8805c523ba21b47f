package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.config.ClusterConfig;
import dev.gkelocal.kind.cluster.ClusterSettings;
import dev.gkelocal.kind.cluster.Clusters;
import dev.gkelocal.kind.cluster.Template;
import dev.gkelocal.kind.engine.Trouble;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster a command is about. */
public final class Target {
    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "Name of the cluster; else cluster.name of the configuration.")
    private @Nullable String name;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    /** The project's configuration of the cluster, with the name given on the command line. */
    public ClusterConfig config(Session session) {
        return project(session).config().cluster();
    }

    public Project project(Session session) {
        var named = name == null ? Map.<String, String>of() : Map.of("cluster.name", name);
        return Project.open(session, projectOptions.withDefaults(named));
    }

    boolean verbose() {
        return projectOptions.verbose();
    }

    /** Does something with the cluster; trouble ends the command. */
    <T> T with(Session session, @Nullable String template, Action<T> action) {
        var project = project(session);
        return orFail(() -> {
            var config = project.config().cluster();
            var settings = template == null
                    ? ClusterSettings.of(config, project.folder())
                    : ClusterSettings.of(config, template(template), project.folder());
            return action.on(new Clusters(session.environment(), project.state().run()), settings);
        });
    }

    /** What a command does with the cluster. */
    @FunctionalInterface
    interface Action<T> {
        T on(Clusters clusters, ClusterSettings settings);
    }

    private static Template template(String word) {
        return Template.of(word)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE,
                        "--template: there is no template '%s'; there are %s"
                                .formatted(
                                        word,
                                        Arrays.stream(Template.values())
                                                .map(Template::word)
                                                .collect(Collectors.joining(", ")))));
    }

    /** Trouble of the cluster or its registry as the end of a command. */
    public static <T> T orFail(Supplier<T> action) {
        try {
            return action.get();
        } catch (Trouble trouble) {
            throw trouble.getCause() == null
                    ? new CommandFailed(code(trouble), trouble.sentence())
                    : new CommandFailed(code(trouble), trouble.sentence(), trouble.getCause());
        }
    }

    private static ExitCode code(Trouble trouble) {
        return switch (trouble.kind()) {
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case PRECONDITION -> ExitCode.PRECONDITION;
            case TIMED_OUT -> ExitCode.TIMED_OUT;
            case FAILED -> ExitCode.FAILED;
        };
    }
}
