package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A project of its own in a temporary folder, with a platform on free ports. Closing it stops and removes everything. */
public final class Sandbox implements AutoCloseable {
    private static final String FREE_PORTS = """
            project_name: e2e
            ports:
              gateway: 0
              cloud_run_admin: 0
              cloud_run_ingress: 0
              autopilot: 0
              kafka: 0
              kafka_controller: 0
              platform_management: 0
              cloud_run_management: 0
              autopilot_management: 0
            simulation:
              cloud_run:
                time_scale: 60
            """;

    private final Path folder;
    private final Path state;

    /** For a run that is interrupted. */
    private final Thread atExit = new Thread(() -> run("down"), "down");

    private Sandbox(Path folder, Path state) {
        this.folder = folder;
        this.state = state;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static Sandbox create() {
        return create(Map.of());
    }

    /** @param cloudRun values below {@code simulation.cloud_run}; a simulated minute takes a second unless told otherwise */
    public static Sandbox create(Map<String, String> cloudRun) {
        var folder = newFolder();
        var sandbox = new Sandbox(folder, folder.resolve(".gke-local"));
        var text = new StringBuilder(FREE_PORTS);
        new TreeMap<>(cloudRun).forEach((key, value) -> text.append("    %s: %s\n".formatted(key, value)));
        sandbox.write("gke-local.yaml", text.toString());
        return sandbox;
    }

    /** With a simulated cluster whose time runs so many times as fast as the real one. */
    public static Sandbox withClusterTime(int scale) {
        var sandbox = create();
        sandbox.write(
                "gke-local.yaml", FREE_PORTS + "  autopilot:\n    time_scale: %d\n    tick: 100ms\n".formatted(scale));
        return sandbox;
    }

    /** With its state in another folder. */
    public static Sandbox withState(Path state) {
        var sandbox = new Sandbox(newFolder(), state);
        sandbox.write("gke-local.yaml", FREE_PORTS + "project:\n  state_dir: %s\n".formatted(state));
        return sandbox;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("gke-local-e2e").toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path state() {
        return state;
    }

    public Records records() {
        return new Records(state());
    }

    public Path write(String file, String text) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Command start(String... words) {
        return Command.start(folder, List.of(words));
    }

    public Outcome run(String... words) {
        try (var command = start(words)) {
            return command.await();
        }
    }

    public Sandbox up() {
        run("up", "--auto-ports").orFail();
        return this;
    }

    public Web web() {
        return new Web(records().endpoints());
    }

    public void deploy(String service, String program, String... flags) {
        var words = new ArrayList<>(List.of(
                "run", "deploy", service, "--source", Program.named(program).toString(), "--quiet"));
        words.addAll(List.of(flags));
        run(words.toArray(String[]::new)).orFail();
    }

    public void awaitReady() {
        Patience.within(Duration.ofSeconds(60)).untilAsserted(() -> records().assertReady());
    }

    /** Stops the platform and proves that nothing of it is left. */
    public Outcome down() {
        var outcome = run("down").orFail();
        Leftovers.assertNone(state());
        return outcome;
    }

    @Override
    public void close() {
        records().children().stream().filter(Records.Child::isAlive).forEach(it -> Signals.goOn(it.pid()));
        var outcome = run("down");
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        outcome.orFail();
    }
}
