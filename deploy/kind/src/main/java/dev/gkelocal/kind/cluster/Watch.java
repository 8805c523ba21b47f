package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Trouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks that tell of every change of state, and go on after one that failed. */
final class Watch {
    private final Supplier<ClusterStatus> source;
    private final Consumer<ClusterEvent> told;

    private @Nullable ClusterStatus last;

    Watch(Supplier<ClusterStatus> source, Consumer<ClusterEvent> told) {
        this.source = source;
        this.told = told;
    }

    /** The first look fails like its source; later ones answer as before and tell of the failure. */
    ClusterStatus look() {
        var before = last;
        try {
            var now = source.get();
            if (before != null && before.state() != now.state()) {
                told.accept(new ClusterEvent.StateChanged(now.name(), before.state(), now.state()));
            }
            last = now;
            return now;
        } catch (Trouble trouble) {
            if (before == null) {
                throw trouble;
            }
            told.accept(new ClusterEvent.MonitoringError(before.name(), trouble.sentence()));
            return before;
        }
    }
}
