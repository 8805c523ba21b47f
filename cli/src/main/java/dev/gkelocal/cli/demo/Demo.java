package dev.gkelocal.cli.demo;

import dev.gkelocal.cli.load.LoadReport;
import dev.gkelocal.cli.load.OpenLoop;
import dev.gkelocal.cli.load.Pulse;
import dev.gkelocal.cli.load.Target;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.run.Deployment;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.state.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Plays the script on a running platform: deploy, wait for zero, load, wait for zero. */
final class Demo {
    private static final int CONNECTIONS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session;
    private final Terminal terminal;
    private final Project project;
    private final Scene.Camera camera;
    private final Recording recording;
    private long start;
    private final AtomicLong sentBefore = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Demo(Session session, Project project, Endpoints endpoints, boolean shown) {
        this.session = session;
        this.terminal = session.terminal();
        this.project = project;
        this.camera = Scene.Camera.of(endpoints, Script.SERVICE);
        this.recording = new Recording(camera, terminal, shown);
    }

    Outcome play(Path source) throws InterruptedException {
        var service =
                Deployment.ofFolder(project, session, Script.SERVICE, source, Script.CONCURRENCY, Script.MAX_INSTANCES);
        var address = Json.text(service, "uri");
        terminal.say("Waiting for the instance of the deployment to go, then sending %.0f s of load to %s"
                .formatted(Script.ARRIVALS.length().toMillis() / 1000.0, address));
        recording.head();
        start = System.nanoTime();
        boolean fromZero = untilZero();
        var before = camera.look();
        var report = load(address);
        boolean toZero = untilZero();
        return new Outcome(
                address,
                recording.samples(),
                report,
                fromZero,
                toZero,
                Cost.between(before, camera.look(), project.region()));
    }

    private LoadReport load(String address) throws InterruptedException {
        return new OpenLoop(Target.get(address), Script.ARRIVALS, CONNECTIONS, PATIENCE).run(this::loaded);
    }

    private void loaded(Pulse pulse) {
        recording.take(scene -> Sample.of(second(), pulse, sentBefore.getAndSet(pulse.sent()), scene));
        refused.set(pulse.refused());
    }

    /** Whether no instance was left within the longest idle time. */
    private boolean untilZero() throws InterruptedException {
        var deadline = System.nanoTime() + Script.LONGEST_IDLE.toNanos();
        while (System.nanoTime() < deadline) {
            recording.take(scene -> Sample.idle(second(), refused.get(), scene));
            if (recording.endsAtZero()) {
                return true;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return false;
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
}
