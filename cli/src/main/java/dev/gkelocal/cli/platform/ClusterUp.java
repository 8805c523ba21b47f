package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.run.CloudRuns;
import dev.gkelocal.cli.startup.Builds;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.embedded.Platform;
import dev.gkelocal.embedded.PlatformStatus;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.install.Addresses;
import dev.gkelocal.kind.install.Build;
import dev.gkelocal.kind.install.Installation;
import dev.gkelocal.kind.install.Refused;
import dev.gkelocal.kind.install.Request;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code up --kind}. A class of its own: what it needs is loaded for it alone. */
final class ClusterUp {
    /** For the ingress, after all Pods are ready. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private ClusterUp() {}

    static int run(Session session, Project project, ClusterOptions options) {
        var dist = session.dist()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.PRECONDITION, "no build is known; start it through the launcher ./gke-local"));
        refuseEmbedded(project);
        Builds.claim(dist, project.state().root());
        var context =
                options.context() == null ? "kind-" + project.config().cluster().name() : options.context();
        var request = new Request(
                new Build(dist, session.environment()),
                project.folder(),
                project.state().run(),
                project.config(),
                context,
                Request.TIMEOUT);
        long startedAt = System.nanoTime();
        try (var line = session.terminal().progress("Bringing the platform into " + context + " ...")) {
            project.state().prepare();
            var installed = new Installation(request, line::at).run();
            var endpoints = Addresses.of(installed.settings(), context);
            endpoints.write(project.state());
            var shut = isReachedHere(installed.settings())
                    ? Entrance.of(endpoints, CloudRuns.parent(project)).await(LONGEST_WAIT, line::at)
                    : Optional.<String>empty();
            line.done("%s Platform ready in %s (%s)"
                    .formatted(
                            session.terminal().good("✓"),
                            Startup.seconds(Duration.ofNanos(System.nanoTime() - startedAt)),
                            installed.changes().words()));
            session.terminal().say(text(endpoints));
            shut.ifPresent(it -> session.terminal()
                    .warn("the ingress does not lead to the platform: " + it
                            + "; docs/kind.md, \"When it does not work\", tells what that may be"));
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "interrupted", interrupted);
        } catch (Refused refused) {
            throw failed(refused);
        } catch (IOException failure) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "cannot write " + project.state().root() + ": " + failure.getMessage()
                            + "; it needs a disk with free space that you may write to",
                    failure);
        }
    }

    private static boolean isReachedHere(PlatformSettings settings) {
        return settings.routes().controller() != RouteSettings.ControllerChoice.NONE;
    }

    static String text(Endpoints endpoints) {
        return dev.gkelocal.cli.platform.Addresses.text(endpoints);
    }

    private static void refuseEmbedded(Project project) {
        var status = new Platform(project.state()).status();
        if (!(status instanceof PlatformStatus.Down || status instanceof PlatformStatus.InCluster)) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    "the platform of %s runs on this machine without a cluster; `gke-local down` first"
                            .formatted(project.folder()));
        }
    }

    static CommandFailed failed(Refused refused) {
        var code = switch (refused.why()) {
            case FAILED -> ExitCode.FAILED;
            case PRECONDITION -> ExitCode.PRECONDITION;
            case TIMED_OUT -> ExitCode.TIMED_OUT;
            case POLICY -> ExitCode.POLICY;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
        };
        return new CommandFailed(code, String.valueOf(refused.getMessage()), refused);
    }
}
