package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command program and arguments, never run through a shell (cloudrun sheet 1.1)
 * @param directory working directory
 * @param env the user's variables; the contract's own come on top (cloudrun sheet 1.2)
 * @param startupTimeout until it must listen (cloudrun sheet 1.3)
 * @param notReadyBefore least time from the start until it counts as ready
 */
public record InstanceOrder(
        InstanceId id,
        RevisionName revision,
        List<String> command,
        Path directory,
        Map<String, String> env,
        Duration startupTimeout,
        Duration notReadyBefore) {
    public InstanceOrder {
        command = List.copyOf(command);
        env = Map.copyOf(env);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("an instance needs a command");
        }
    }
}
