package dev.gkelocal.cloudrun.runtime;

import java.nio.file.Path;
import java.util.List;

/** What an instance runs. Each runtime takes one kind. */
public sealed interface Workload {

    /**
     * A program of this machine.
     *
     * @param command program and arguments, never run through a shell (cloudrun sheet 1.1)
     * @param directory working directory
     */
    record Program(List<String> command, Path directory) implements Workload {
        public Program {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("an instance needs a command");
            }
        }
    }

    /**
     * A container of an image.
     *
     * @param image as the cluster's nodes find it, by digest where that is known
     * @param command instead of the image's entry point; empty to keep that (cloudrun sheet 1.1)
     * @param args instead of the image's arguments; empty to keep these
     * @param workingDir empty for the image's own
     * @param port that it is to listen on
     */
    record Container(String image, List<String> command, List<String> args, String workingDir, int port, Limits limits)
            implements Workload {
        public Container {
            command = List.copyOf(command);
            args = List.copyOf(args);
            if (image.isBlank()) {
                throw new IllegalArgumentException("an instance needs an image");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
            }
        }
    }

    /** What a container may use at most. */
    record Limits(int milliCpu, long memoryMebibytes) {
        public Limits {
            if (milliCpu < 1 || memoryMebibytes < 1) {
                throw new IllegalArgumentException(
                        "limits must be above 0, got " + milliCpu + "m CPU and " + memoryMebibytes + " MiB");
            }
        }
    }
}
