package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.install.Refused;
import dev.gkelocal.kind.install.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code down --kind}. */
final class ClusterDown {
    private ClusterDown() {}

    static void run(Session session, Project project, @Nullable String given) {
        var terminal = session.terminal();
        var home = Endpoints.read(project.state()).map(Endpoints::kubernetes);
        var context = Optional.ofNullable(given)
                .or(() -> home.map(Endpoints.Kubernetes::context))
                .orElse("kind-" + project.config().cluster().name());
        long startedAt = System.nanoTime();
        try (var line = terminal.progress("Taking the platform out of " + context + " ...")) {
            int removed = new Removal(
                            context,
                            session.environment(),
                            project.config().cluster().engine(),
                            line::at)
                    .run();
            if (home.filter(it -> it.context().equals(context)).isPresent()) {
                Files.deleteIfExists(project.state().endpoints());
            }
            line.done(
                    removed == 0
                            ? "There is nothing of the platform in " + context
                            : "%s Platform removed from %s in %s (%d objects and what belonged to them)"
                                    .formatted(
                                            terminal.good("✓"),
                                            context,
                                            Startup.seconds(Duration.ofNanos(System.nanoTime() - startedAt)),
                                            removed));
        } catch (Refused refused) {
            throw ClusterUp.failed(refused);
        } catch (IOException failure) {
            throw new CommandFailed(
                    ExitCode.FAILED, "cannot delete " + project.state().endpoints() + ": " + failure, failure);
        }
    }
}
