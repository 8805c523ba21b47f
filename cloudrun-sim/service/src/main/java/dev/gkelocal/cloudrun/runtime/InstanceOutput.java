package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.nio.file.Path;

/** The files that an instance's output goes to: {@code logs/run/REGION/SERVICE/REVISION/ID.stdout}, and {@code .stderr}. */
public record InstanceOutput(Path stdout, Path stderr) {

    public static Path root(Path stateDir) {
        return stateDir.resolve("logs").resolve("run");
    }

    public static InstanceOutput of(Path stateDir, InstanceId id, RevisionName revision) {
        var folder = root(stateDir)
                .resolve(revision.service().region())
                .resolve(revision.service().service())
                .resolve(revision.revision());
        return new InstanceOutput(folder.resolve(id + ".stdout"), folder.resolve(id + ".stderr"));
    }
}
