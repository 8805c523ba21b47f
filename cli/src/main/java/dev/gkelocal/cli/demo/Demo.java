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
    /** Nobody watches for longer that nothing happens. */
    private static final Duration WORTH_WAITING = Duration.ofMinutes(2);

    private final Session session;
    private final Terminal terminal;
    private final Project project;
    private final Scene.Camera camera;
    private final Recording recording;
    private final double timeScale;
    private final Duration longestIdle;
    private long start;
    private final AtomicLong sentBefore = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Demo(Session session, Project project, Endpoints endpoints, boolean shown) {
        this.session = session;
        this.terminal = session.terminal();
        this.project = project;
        this.camera = Scene.Camera.of(endpoints, Script.SERVICE);
        this.recording = new Recording(camera, terminal, shown);
        this.timeScale = camera.timeScale();
        this.longestIdle = Script.longestIdle(timeScale);
    }

    Outcome play(Path source) throws InterruptedException {
        var service =
                Deployment.ofFolder(project, session, Script.SERVICE, source, Script.CONCURRENCY, Script.MAX_INSTANCES);
        var address = Json.text(service, "uri");
        terminal.say(
                waitsForZero()
                        ? "Waiting for the instance of the deployment to go, then sending %s of load to %s"
                                .formatted(loadLength(), address)
                        : inRealTime() + "\nSending %s of load to %s".formatted(loadLength(), address));
        recording.head();
        start = System.nanoTime();
        boolean fromZero = untilZero();
        var before = camera.look();
        var report = load(address);
        var end = untilZero() ? Outcome.End.ZERO : waitsForZero() ? Outcome.End.NOT_YET : Outcome.End.NOT_WAITED;
        return new Outcome(
                address,
                recording.samples(),
                report,
                fromZero,
                end,
                Cost.between(before, camera.look(), project.region()));
    }

    private LoadReport load(String address) throws InterruptedException {
        return new OpenLoop(Target.get(address), Script.ARRIVALS, CONNECTIONS, PATIENCE).run(this::loaded);
    }

    private void loaded(Pulse pulse) {
        recording.take(scene -> Sample.of(second(), pulse, sentBefore.getAndSet(pulse.sent()), scene));
        refused.set(pulse.refused());
    }

    /** Whether no instance was left within the longest idle time, or at once where that is not waited for. */
    private boolean untilZero() throws InterruptedException {
        var deadline = System.nanoTime() + longestIdle.toNanos();
        while (true) {
            recording.take(scene -> Sample.idle(second(), refused.get(), scene));
            if (recording.endsAtZero()) {
                return true;
            }
            if (!waitsForZero() || System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean waitsForZero() {
        return longestIdle.compareTo(WORTH_WAITING) <= 0;
    }

    private static String loadLength() {
        return "%.0f s".formatted(Script.ARRIVALS.length().toMillis() / 1000.0);
    }

    private String inRealTime() {
        return """
                This platform runs at time_scale %s: instances without requests stay for up to %d min, which is not waited for.
                To see them go within seconds, start it with --set simulation.cloud_run.time_scale=%d""".formatted(
                timeScale == Math.rint(timeScale) ? Long.toString((long) timeScale) : Double.toString(timeScale),
                longestIdle.toMinutes(),
                Script.TIME_SCALE);
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
}
