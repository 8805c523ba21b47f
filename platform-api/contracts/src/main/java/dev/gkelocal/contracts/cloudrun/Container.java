package dev.gkelocal.contracts.cloudrun;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One container of a revision.
 *
 * @param image as the user wrote it; the revision pins its digest
 * @param port absent in a sidecar
 */
public record Container(
        String name,
        String image,
        List<String> command,
        List<String> args,
        List<EnvVar> env,
        Resources resources,
        @Nullable ContainerPort port,
        String workingDir) {
    public Container {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = List.copyOf(env);
    }
}
