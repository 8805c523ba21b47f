package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.fleet.FleetListener;
import dev.gkelocal.cloudrun.fleet.Trial;
import dev.gkelocal.cloudrun.logs.Entry;
import dev.gkelocal.cloudrun.logs.LogStore;
import dev.gkelocal.cloudrun.logs.Outputs;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Passes on what the fleet does to the metrics at once, and to the logs on a thread of their own. */
final class Watchers implements FleetListener {
    private final FleetMeters meters;
    private final Outputs outputs;
    private final LogStore logs;
    private final Executor reader = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("output-files").factory());

    Watchers(FleetMeters meters, Outputs outputs, LogStore logs) {
        this.meters = meters;
        this.outputs = outputs;
        this.logs = logs;
    }

    @Override
    public void tried(RevisionName revision, Trial trial) {}

    @Override
    public void health(RevisionName revision, Health health) {}

    @Override
    public void instance(InstanceState state, @Nullable String traceparent) {
        meters.instance(state);
        if (state.phase() == Phase.STOPPED) {
            var endTime = state.endTime();
            var at = endTime == null ? state.createTime() : endTime;
            boolean byItself = state.exitCode() != null && !state.cause().equals("stopped");
            if (byItself) {
                meters.endedByItself(state.revision());
            }
            reader.execute(() -> {
                outputs.detach(state.id());
                if (byItself) {
                    logs.add(new Entry.Notice(state.revision(), state.id(), at, state.cause()));
                }
            });
        } else {
            reader.execute(() -> outputs.attach(state.id(), state.revision()));
        }
    }

    @Override
    public void decided(ScalingDecided decision, @Nullable String traceparent) {
        meters.decided(decision);
    }

    @Override
    public void started(RevisionName revision, Duration startup, boolean forWaitingRequest) {
        meters.started(revision, startup, forWaitingRequest);
    }
}
