package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.startup.Builds;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.embedded.Platform;
import dev.gkelocal.embedded.UpRequest;
import dev.gkelocal.embedded.UpResult;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.ChildReport;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.SupervisorState;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Starts a project's platform and tells how it goes. */
public final class Startup {
    private static final String BEGINNING = "Starting the platform ...";

    private final Session session;
    private final Project project;

    public Startup(Session session, Project project) {
        this.session = session;
        this.project = project;
    }

    /** The addresses when all is ready; anything else ends the command. */
    public Endpoints up(boolean autoPorts) {
        var dist = session.dist()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.PRECONDITION, "no build is known; start it through the launcher ./gke-local"));
        Builds.claim(dist, project.state().root());
        var request = UpRequest.of(dist, project.config().toProperties(), autoPorts);
        try (var line = session.terminal().progress(BEGINNING)) {
            var result = new Platform(project.state()).up(request, state -> line.at(words(state)));
            return switch (result) {
                case UpResult.Ready(var state, var endpoints, var took) -> {
                    line.done("%s Platform ready in %s (%s)"
                            .formatted(session.terminal().good("✓"), seconds(took), names(state)));
                    yield endpoints;
                }
                case UpResult.AlreadyUp(var state, var endpoints) -> {
                    line.done("The platform is up already (process %d)"
                            .formatted(state.supervisor().pid()));
                    yield endpoints;
                }
                case UpResult.Failed(int code, var sentence) -> throw new CommandFailed(exitCode(code), sentence);
            };
        }
    }

    /** A supervisor that is refused its ports never had a program. */
    static String words(SupervisorState state) {
        if (state.children().isEmpty()) {
            return BEGINNING;
        }
        var waiting = state.children().stream()
                .filter(it -> it.phase() != ChildPhase.READY)
                .map(Startup::words)
                .collect(Collectors.joining(", "));
        return "Starting the platform: " + (waiting.isEmpty() ? "all ready" : waiting);
    }

    private static String words(ChildReport child) {
        return child.name() + " " + Words.of(child.phase());
    }

    private static String names(SupervisorState state) {
        return state.children().stream().map(ChildReport::name).collect(Collectors.joining(", "));
    }

    static String seconds(Duration took) {
        return "%.1f s".formatted(took.toMillis() / 1000.0);
    }

    private static ExitCode exitCode(int number) {
        return Arrays.stream(ExitCode.values())
                .filter(it -> it.number() == number)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }
}
