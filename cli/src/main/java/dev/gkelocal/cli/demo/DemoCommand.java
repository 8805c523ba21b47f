package dev.gkelocal.cli.demo;

import dev.gkelocal.cli.platform.Addresses;
import dev.gkelocal.cli.platform.Startup;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.embedded.Platform;
import dev.gkelocal.embedded.PlatformStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local demo}. */
@Command(
        name = "demo",
        description = "See a service scale from zero to many and back, in about a minute.",
        footer = {
            "",
            "Starts a platform on which a second stands for a minute of scaling, or uses the one that is up, whose services it",
            "leaves alone. The platform and the service " + Script.SERVICE + " stay up; `gke-local down` stops them.",
            "",
            "Examples:",
            "  gke-local demo",
            "  gke-local demo --auto-ports --json >demo.json"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String TIME_SCALE = "simulation.cloud_run.time_scale";

    @Option(names = "--auto-ports", description = "Take a free port in place of each that is busy.")
    private boolean autoPorts;

    @Option(names = "--json", description = "Print what was seen as JSON, without the table.")
    private boolean json;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var source = source();
        var given = Project.open(session, projectOptions);
        var status = new Platform(given.state()).status();
        boolean wasUp = status instanceof PlatformStatus.Up || status instanceof PlatformStatus.InCluster;
        var project = wasUp ? given : startOwn();
        var endpoints = project.endpoints();
        var outcome = new Demo(session, project, endpoints, !json).play(source);
        if (json) {
            session.terminal().print(Json.pretty(outcome.json().put("startedPlatform", !wasUp)));
        } else {
            session.terminal().print("\n" + outcome.text());
        }
        session.terminal().say(leftRunning(wasUp, Addresses.text(endpoints)));
        if (outcome.end() == Outcome.End.NOT_YET && !wasUp) {
            throw new CommandFailed(
                    ExitCode.TIMED_OUT,
                    "the service did not scale to zero within %d s; `gke-local logs --platform cloudrun-sim` may tell why"
                            .formatted(Script.longestIdle(Script.TIME_SCALE).toSeconds()));
        }
        return 0;
    }

    private Project startOwn() {
        session.terminal()
                .say("Starting a platform with %s=%d, so that a minute of scaling passes in a second"
                        .formatted(TIME_SCALE, Script.TIME_SCALE));
        var project = Project.open(
                session, projectOptions.withDefaults(Map.of(TIME_SCALE, Integer.toString(Script.TIME_SCALE))));
        new Startup(session, project).up(autoPorts);
        return project;
    }

    private Path source() {
        return session.repository()
                .map(it -> it.resolve(Script.SOURCE))
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.PRECONDITION,
                        "examples/hello is not known; start it through the launcher ./gke-local"));
    }

    private static String leftRunning(boolean wasUp, String addresses) {
        return """

                Left running: %s service %s
                %s
                Look next: the page above shows instances and decisions live; `gke-local status`; `gke-local logs %s`;
                docs/autoscaling.md tells why it scaled so. Stop with `gke-local down`%s.""".formatted(
                wasUp ? "the platform as it was, with the" : "the platform, with the",
                Script.SERVICE,
                addresses,
                Script.SERVICE,
                wasUp
                        ? ", or remove the service alone with `gke-local run services delete " + Script.SERVICE + "`"
                        : "; it is set for the demo, so start your own with `gke-local down` and `gke-local up`");
    }
}
