package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A file system in memory, of a size that is soon used up. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4096;

    private static final Duration TOP_UP_EVERY = Duration.ofMillis(50);

    private final Path folder;
    private volatile Thread filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** For root on Linux, where mounting is not forbidden. */
    public static boolean isPossible() {
        try {
            var folder = Files.createTempDirectory("gke-local-e2e");
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
            if (mounted) {
                run("umount", folder.toString());
            }
            Files.delete(folder);
            return mounted;
        } catch (IOException failure) {
            return false;
        }
    }

    public static SmallDisk mount(int mebibytes) throws IOException {
        var folder = Files.createTempDirectory("gke-local-e2e").toRealPath();
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString())) {
            throw new IOException("cannot mount on " + folder);
        }
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** To the last byte, and again whenever somebody frees some, until {@link #free}. */
    public void fill() throws IOException {
        topUp();
        var keeper = Thread.ofPlatform().name("full-disk").daemon().unstarted(this::keepFull);
        filling = keeper;
        keeper.start();
    }

    public void free() throws IOException {
        var keeper = filling;
        filling = null;
        try {
            if (keeper != null) {
                keeper.join();
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException("interrupted", stop);
        }
        Files.delete(filler());
    }

    private void keepFull() {
        try {
            while (Thread.currentThread() == filling) {
                topUp();
                LockSupport.parkNanos(TOP_UP_EVERY.toNanos());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void topUp() throws IOException {
        try (var out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[CHUNK]);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > CHUNK && filling == null) {
                throw full;
            }
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
        folder.toFile().delete();
    }

    private static boolean run(String... words) {
        try {
            var process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
