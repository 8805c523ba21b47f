package dev.gkelocal.cli.startup;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gke-local test}: the launcher does it before any Java runs; here for help and completion. */
@Command(
        name = "test",
        description = "Run every test of GKE Local itself; further words go to Maven.",
        footer = {"", "Examples:", "  gke-local test", "  gke-local test -pl cloudrun-sim/core -am"})
public final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailed(ExitCode.PRECONDITION, "start it through the launcher ./gke-local, which tests");
    }
}
