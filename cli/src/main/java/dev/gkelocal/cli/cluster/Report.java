package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.terminal.Progress;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.kind.cluster.ClusterEvent;
import dev.gkelocal.kind.cluster.Ensured;
import java.util.function.Consumer;

/** Events of a cluster as lines on the error stream: what goes on overwrites itself, what happened stays. */
public final class Report implements Consumer<ClusterEvent>, AutoCloseable {
    private final Terminal terminal;
    private final boolean verbose;
    private final Progress line;

    public Report(Terminal terminal, boolean verbose, String first) {
        this.terminal = terminal;
        this.verbose = verbose;
        this.line = terminal.progress(first);
    }

    @Override
    public void accept(ClusterEvent event) {
        switch (event) {
            case ClusterEvent.Creating creating -> line.done(creating.words());
            case ClusterEvent.Step step -> line.at(step.words() + " ...");
            case ClusterEvent.UnhealthyNodes unhealthy -> line.at(unhealthy.words());
            case ClusterEvent.MonitoringError error -> line.done(error.words());
            case ClusterEvent.Deleting deleting -> line.at(deleting.words() + " ...");
            case ClusterEvent.Deleted deleted -> line.done(terminal.good("✓") + " " + deleted.words());
            case ClusterEvent.Ready ready -> line.done(terminal.good("✓") + " " + ready.words());
            case ClusterEvent.StateChanged changed when verbose -> line.done(changed.words());
            case ClusterEvent.StateChanged changed -> {}
            // The command ends with the same words.
            case ClusterEvent.Failed failed -> {}
        }
    }

    /** What was done to have the cluster, and what was left as it was. */
    public void tell(Ensured ensured) {
        var access = ensured.access();
        if (ensured.done().isEmpty()) {
            line.done(terminal.good("✓") + " Cluster " + access.name() + " is ready; nothing had to be done");
        } else {
            line.done("  " + String.join("\n  ", ensured.done()));
        }
        ensured.hints().forEach(terminal::warn);
    }

    @Override
    public void close() {
        line.close();
    }
}
