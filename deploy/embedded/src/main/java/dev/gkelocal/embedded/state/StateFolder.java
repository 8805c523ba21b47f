package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder {@code .gke-local}: one per platform, readable by its owner only. */
public record StateFolder(Path root) {
    /** Written before anything is started, so that a full disk is met here and not halfway. */
    private static final int PROBE_BYTES = 1 << 20;

    public StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path endpoints() {
        return root.resolve("endpoints.json");
    }

    public Path version() {
        return root.resolve("state-version");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path supervisor() {
        return run().resolve("supervisor.json");
    }

    public Path lock() {
        return run().resolve("supervisor.lock");
    }

    public Path instances() {
        return run().resolve("instances");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path topics() {
        return root.resolve("kafka");
    }

    public Path images() {
        return root.resolve("images");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    /** State of a platform that runs only to be learnt from, in the background. */
    public StateFolder training() {
        return new StateFolder(cache().resolve("training"));
    }

    /** Makes the folders and proves that they can be written. */
    public void prepare() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
        ownerOnly(root);
        for (var folder : List.of(run(), instances(), logs(), cache())) {
            Files.createDirectories(folder);
        }
        var probe = run().resolve("probe.tmp");
        try {
            Files.write(probe, new byte[PROBE_BYTES]);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static void ownerOnly(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
