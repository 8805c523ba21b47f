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
    private static final String CLOUD_RUN_SCALE = "simulation.cloud_run.time_scale";
    private static final String MINUTE_IN_A_SECOND = "60";

    private final Path folder;
    private final Path state;
    private final Home home;
    private final Map<String, String> wanted = new TreeMap<>(Map.of(CLOUD_RUN_SCALE, MINUTE_IN_A_SECOND));

    /** For a run that is interrupted. */
    private final Thread atExit = new Thread(this::takeDown, "down");

    private Sandbox(Path folder, Path state) {
        this.folder = folder;
        this.state = state;
        this.home = Target.isKind() ? new KindHome(state) : new EmbeddedHome(state);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static Sandbox create() {
        return create(Map.of());
    }

    /** @param cloudRun values below {@code simulation.cloud_run}; a simulated minute takes a second unless told otherwise */
    public static Sandbox create(Map<String, String> cloudRun) {
        var sandbox = in(newFolder());
        var text = new StringBuilder(projectFile());
        new TreeMap<>(cloudRun).forEach((key, value) -> {
            text.append("    %s: %s\n".formatted(key, value));
            sandbox.wanted.put("simulation.cloud_run." + key, value);
        });
        sandbox.write("gke-local.yaml", text.toString());
        return sandbox;
    }

    /** With a simulated cluster whose time runs so many times as fast as the real one. */
    public static Sandbox withClusterTime(int scale) {
        var sandbox = in(newFolder());
        sandbox.wanted.put("simulation.autopilot.time_scale", Integer.toString(scale));
        sandbox.write(
                "gke-local.yaml",
                projectFile() + "  autopilot:\n    time_scale: %d\n    tick: 100ms\n".formatted(scale));
        return sandbox;
    }

    /** In a cluster, with so many Pods of cloudrun-sim. */
    public static Sandbox withCloudRunReplicas(int replicas) {
        var sandbox = in(newFolder());
        sandbox.wanted.put("cluster.installation.cloud_run_replicas", Integer.toString(replicas));
        sandbox.write(
                "gke-local.yaml",
                projectFile() + "cluster:\n  installation:\n    cloud_run_replicas: %d\n".formatted(replicas));
        return sandbox;
    }

    /** With its state in another folder. */
    public static Sandbox withState(Path state) {
        var sandbox = new Sandbox(newFolder(), state);
        sandbox.write("gke-local.yaml", projectFile() + "project:\n  state_dir: %s\n".formatted(state));
        return sandbox;
    }

    private static Sandbox in(Path folder) {
        return new Sandbox(folder, folder.resolve(".gke-local"));
    }

    private static String projectFile() {
        return "project_name: e2e\n"
                + (Target.isKind() ? "" : EmbeddedHome.FREE_PORTS)
                + """
                simulation:
                  cloud_run:
                    time_scale: %s
                """.formatted(MINUTE_IN_A_SECOND);
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

    public Home home() {
        return home;
    }

    /** Processes of this machine: for tests that only an embedded platform has. */
    public Records records() {
        return new Records(state());
    }

    /** Configuration that its tests rely on, by key. */
    Map<String, String> wanted() {
        return Map.copyOf(wanted);
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
        return start(Map.of(), List.of(words));
    }

    /** @param variables of the environment, beside the usual ones */
    public Command start(Map<String, String> variables, List<String> words) {
        return Command.start(folder, variables, words);
    }

    /** @param variables of the environment, beside the usual ones */
    public Outcome run(Map<String, String> variables, List<String> words) {
        try (var command = start(variables, words)) {
            return command.await();
        }
    }

    public Outcome run(String... words) {
        try (var command = start(words)) {
            return command.await();
        }
    }

    public Sandbox up() {
        bringUp().orFail();
        return this;
    }

    public Outcome bringUp() {
        return home.up(this);
    }

    /** One by another way than the usual into the cluster. */
    public Command beginUp(Map<String, String> variables, List<String> flags) {
        return ((KindHome) home).beginUp(this, variables, flags);
    }

    /** A start that has not ended yet. @param variables of its environment, beside the usual ones */
    public Command beginUp(Map<String, String> variables) {
        return home.beginUp(this, variables);
    }

    public Web web() {
        return new Web(home.endpoints());
    }

    public void deploy(String service, String program, String... flags) {
        var words = new ArrayList<>(List.of(
                "run", "deploy", service, "--source", Program.named(program).toString(), "--quiet"));
        words.addAll(List.of(flags));
        run(words.toArray(String[]::new)).orFail();
    }

    public void awaitReady() {
        Patience.within(Duration.ofSeconds(60)).untilAsserted(home::assertReady);
    }

    /** Stops the platform and proves that nothing of it is left. */
    public Outcome down() {
        var outcome = takeDown().orFail();
        home.assertNothingLeft();
        return outcome;
    }

    private Outcome takeDown() {
        return home.down(this);
    }

    @Override
    public void close() {
        home.thawAll();
        var outcome = takeDown();
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        outcome.orFail();
    }
}
