package dev.gkelocal.cloudrun.logs;

import dev.gkelocal.cloudrun.logs.Entry.Line.Stream;
import dev.gkelocal.cloudrun.runtime.InstanceOutput;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the output of all instances while there are any, and keeps their files within bounds. */
public final class OutputTail implements Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(OutputTail.class);
    private static final Duration PERIOD = Duration.ofMillis(100);
    /** Instances whose files are kept after their end. */
    private static final int ENDED_KEPT = 50;
    /** How much of an instance's earlier output is read when it is taken over. */
    private static final long ADOPTED_BYTES = 64 << 10;

    private final Path stateDir;
    private final long mostBytes;
    private final LogStore store;
    private final InstantSource clock;
    /** Guarded by this. */
    private final Map<InstanceId, Output> outputs = new HashMap<>();
    /** Guarded by this. */
    private boolean running;
    /** Guarded by this. */
    private boolean closed;

    private record Output(RevisionName revision, OutputFile stdout, OutputFile stderr) {}

    /** @param mostBytes of each file; there may be one older file of each beside it */
    public OutputTail(Path stateDir, long mostBytes, LogStore store, InstantSource clock) {
        this.stateDir = stateDir;
        this.mostBytes = mostBytes;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized void attach(InstanceId id, RevisionName revision) {
        if (outputs.containsKey(id)) {
            return;
        }
        var files = InstanceOutput.of(stateDir, id, revision);
        outputs.put(id, new Output(revision, file(files.stdout()), file(files.stderr())));
        if (!running && !closed) {
            running = true;
            Thread.ofVirtual().name("output-tail").start(this::run);
        }
    }

    private OutputFile file(Path path) {
        long size = path.toFile().length();
        return new OutputFile(path, mostBytes, Math.max(0, size - ADOPTED_BYTES));
    }

    @Override
    public synchronized void detach(InstanceId id) {
        var output = outputs.remove(id);
        if (output != null) {
            try {
                output.stdout().finish(line -> add(output.revision(), id, Stream.STDOUT, line));
                output.stderr().finish(line -> add(output.revision(), id, Stream.STDERR, line));
            } catch (IOException e) {
                LOG.warn("instance={} output cannot be read cause={}", id, e.toString());
            }
            tidy();
        }
    }

    private void run() {
        try {
            while (readAll()) {
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether anything is left to read from. */
    private synchronized boolean readAll() {
        outputs.forEach((id, output) -> {
            try {
                output.stdout().read(line -> add(output.revision(), id, Stream.STDOUT, line));
                output.stderr().read(line -> add(output.revision(), id, Stream.STDERR, line));
            } catch (IOException e) {
                LOG.warn("instance={} output cannot be read cause={}", id, e.toString());
            }
        });
        running = !outputs.isEmpty() && !closed;
        return running;
    }

    private void add(RevisionName revision, InstanceId id, Stream stream, String line) {
        store.add(new Entry.Line(revision, id, clock.instant(), stream, line));
    }

    /** Deletes the files of instances that ended, but for the newest. */
    private void tidy() {
        var root = InstanceOutput.root(stateDir);
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var walk = Files.walk(root)) {
            var files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
            files.sort(Comparator.comparingLong((Path it) -> it.toFile().lastModified())
                    .reversed());
            Set<String> kept = new HashSet<>();
            outputs.keySet().forEach(it -> kept.add(it.value()));
            int most = kept.size() + ENDED_KEPT;
            for (var file : files) {
                var name = file.getFileName().toString();
                var id = name.substring(0, Math.max(0, name.indexOf('.')));
                if (!kept.contains(id) && kept.size() >= most) {
                    delete(file);
                } else {
                    kept.add(id);
                }
            }
        } catch (IOException e) {
            LOG.warn("old output files cannot be deleted cause={}", e.toString());
        }
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        var folder = file.getParent();
        if (folder != null && isEmpty(folder)) {
            Files.deleteIfExists(folder);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
