package dev.gkelocal.cli.startup;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gke-local build}: the launcher does it before any Java runs; here for help and completion. */
@Command(
        name = "build",
        description = "Build the platform again, such as after an edit that is not committed.",
        footer = {
            "",
            "Without it a build is made when there is none and after a commit or checkout. A running platform keeps the",
            "build it was started with until `gke-local down` and `gke-local up`.",
            "",
            "Examples:",
            "  gke-local build"
        })
public final class BuildCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailed(ExitCode.PRECONDITION, "start it through the launcher ./gke-local, which builds");
    }
}
