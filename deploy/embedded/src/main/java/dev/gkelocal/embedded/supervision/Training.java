package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.ArgumentFile;
import dev.gkelocal.embedded.launch.Background;
import dev.gkelocal.embedded.launch.ClassArchive;
import dev.gkelocal.embedded.launch.ClassArchives;
import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.launch.ProgramCommand;
import dev.gkelocal.embedded.launch.SupervisorCommand;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.Recorded;
import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorState;
import dev.gkelocal.embedded.state.WholeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the class archives that are missing, one after the other, at the lowest priority, while the platform is in
 * use. Each is learnt from a run of that program in a second platform with its own ports, state and broker: nobody
 * waits for it, and a {@code down} just kills it.
 */
final class Training implements Runnable {
    /** Who starts a platform has something to do with it first. */
    private static final Duration DELAY = Duration.ofSeconds(3);

    private static final Duration READY_DEADLINE = Duration.ofMinutes(5);
    private static final Duration DUMP_DEADLINE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Settings settings;
    private final ClassArchives archives;
    private final StateFolder folder;

    Training(Settings settings, ClassArchives archives) {
        this.settings = settings;
        this.archives = archives;
        this.folder = settings.folder().training();
    }

    /** @return to be interrupted when the platform stops; then {@link Recorded#endTraining} */
    Thread start() {
        return Thread.ofPlatform().daemon().name("training").start(this);
    }

    @Override
    public void run() {
        try {
            Thread.sleep(DELAY);
            for (var program : settings.programs()) {
                if (!archives.of(program).exists()) {
                    make(program);
                }
            }
        } catch (IOException failure) {
            Log.line(Instant.now(), "archive not made", "reason", failure.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Program program) throws IOException, InterruptedException {
        var startedAt = Instant.now();
        WholeFolder.delete(folder.root());
        folder.prepare();
        var wanted = wanted(program);
        var targets = new LinkedHashMap<ClassArchive, Path>();
        wanted.forEach((title, archive) -> targets.put(archive, folder.root().resolve(title + ".aotconf")));
        var trainee = start(program, targets.values().stream().toList());
        try {
            exercise(trainee);
            trainee.destroy();
            if (trainee.waitFor(DUMP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                for (var target : targets.entrySet()) {
                    assemble(target.getKey(), target.getValue());
                }
                Log.line(
                        Instant.now(),
                        "archive made",
                        "program",
                        program.title(),
                        "took",
                        Duration.between(startedAt, Instant.now()));
            }
        } finally {
            Recorded.endTraining(settings.folder());
        }
    }

    /** The supervisor learns along with the first program. */
    private Map<String, ClassArchive> wanted(Program program) throws IOException {
        var wanted = new LinkedHashMap<String, ClassArchive>();
        wanted.put(program.title(), archives.of(program));
        var supervisor = archives.ofSupervisor();
        if (!supervisor.exists()) {
            wanted.put(SupervisorCommand.TITLE, supervisor);
        }
        return wanted;
    }

    private Process start(Program program, List<Path> targets) throws IOException {
        // The broker too learns from the work that a service gives it.
        var partner = program == Program.BROKER ? Program.CLOUDRUN_SIM : program;
        var programs = List.of(Program.BROKER, partner);
        var properties = new HashMap<>(settings.shared());
        for (var port : Port.values()) {
            properties.put(port.property(), "0");
        }
        properties.put("gkelocal.state_dir", folder.root().toString());
        properties.put(Settings.OWN + "archives", Archiving.train(program, targets.getFirst()));
        properties.put(
                Settings.OWN + "programs",
                String.join(",", programs.stream().map(Program::title).toList()));
        properties.put(Settings.OWN + "start_timeout", READY_DEADLINE.toString());
        var arguments = folder.run().resolve("training.args");
        ArgumentFile.write(arguments, properties);
        var flags = targets.size() > 1 ? ClassArchive.recordFlags(targets.get(1)) : archives.supervisorFlags();
        return new SupervisorCommand(settings.dist(), folder)
                .prepareTraining(Recorded.trainingNote(settings.folder()), arguments, flags)
                .start();
    }

    private void exercise(Process trainee) throws InterruptedException {
        var deadline = Instant.now().plus(READY_DEADLINE);
        while (trainee.isAlive() && Instant.now().isBefore(deadline)) {
            var ready = SupervisorState.read(folder)
                    .filter(it -> it.phase() == PlatformPhase.READY)
                    .flatMap(_ -> Endpoints.read(folder));
            if (ready.isPresent()) {
                new Exercise(ready.get(), folder).run();
                return;
            }
            Thread.sleep(POLL);
        }
    }

    private void assemble(ClassArchive archive, Path configuration) throws IOException, InterruptedException {
        if (!Files.exists(configuration)) {
            return;
        }
        var made = folder.root().resolve(archive.program() + ".aot");
        folder.prepare();
        var command = Background.command(
                folder.run().resolve("assembly.pid"), archive.assembly(ProgramCommand.java(), configuration, made));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(DUMP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS) && Files.exists(made)) {
                keep(archive, made);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** A file that appears under its own name is whole. */
    private static void keep(ClassArchive archive, Path made) throws IOException {
        var next = archive.file()
                .resolveSibling(archive.file().getFileName() + "."
                        + ProcessHandle.current().pid());
        Files.move(made, next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, archive.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        archive.removeOthers();
    }
}
