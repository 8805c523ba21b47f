package dev.gkelocal.platform.simulators;

import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.contracts.platform.SimulatorState;
import dev.gkelocal.eventlog.Current;
import dev.gkelocal.eventlog.Decision;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.eventlog.WriteResult;
import dev.gkelocal.platform.simulators.SimulatorReport.Health;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches simulators on and off: writes the wish to the log, and believes it when it reads it back. The simulators'
 * services read the same topic.
 */
public final class SimulationManager {
    private static final Logger LOG = LoggerFactory.getLogger(SimulationManager.class);

    /** Simulators that this build has, and the process that does their work. */
    private static final Map<Simulator, String> SERVICES =
            Map.of(Simulator.CLOUD_RUN, "cloudrun-sim", Simulator.AUTOPILOT, "autopilot-sim");

    private final EventLog log;
    private final SimulatorHealth health;
    private final InstantSource clock;
    private final Map<Simulator, Configured> configured;

    /**
     * What the configuration says of a simulator.
     *
     * @param enabled whether it runs until somebody switches it
     * @param timeScale simulated seconds that pass in one real second
     */
    public record Configured(boolean enabled, double timeScale) {}

    /** @param configured for every simulator of this build */
    public SimulationManager(
            EventLog log, SimulatorHealth health, InstantSource clock, Map<Simulator, Configured> configured) {
        this.log = log;
        this.health = health;
        this.clock = clock;
        this.configured = Map.copyOf(configured);
    }

    /** What came of a switch. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        /** @param unknown whether the switch may still come to pass */
        record Failed(String reason, boolean unknown) implements Outcome {}
    }

    /** It stands as wanted already. */
    private record Unchanged() {}

    static List<Simulator> known() {
        return SERVICES.keySet().stream().sorted().toList();
    }

    public List<SimulatorReport> reports() {
        return known().stream().map(this::report).toList();
    }

    SimulatorReport report(Simulator simulator) {
        var service = Objects.requireNonNull(SERVICES.get(simulator), simulator.id());
        var state = log.table(Topics.PLATFORM_SIMULATOR).get(simulator.id()).orElse(null);
        return new SimulatorReport(
                simulator,
                isEnabled(simulator, state),
                service,
                health.isReady(service) ? Health.UP : Health.DOWN,
                configured(simulator).timeScale(),
                state == null ? null : state.at());
    }

    /** Writes only if something changes, and waits until the write was read back, for as long as appends may take. */
    Outcome turn(Simulator simulator, boolean enabled, @Nullable String traceparent) {
        var result = log.logFirst()
                .<SimulatorState, Unchanged>write(
                        Topics.PLATFORM_SIMULATOR,
                        simulator.id(),
                        traceparent,
                        current -> decide(simulator, enabled, current))
                .join();
        if (result instanceof WriteResult.Applied<SimulatorState, Unchanged>) {
            LOG.info("simulator={} switched enabled={}", simulator.id(), enabled);
        }
        return switch (result) {
            case WriteResult.Applied<SimulatorState, Unchanged> _,
                    WriteResult.Removed<SimulatorState, Unchanged> _,
                    WriteResult.Refused<SimulatorState, Unchanged> _ -> new Outcome.Done();
            case WriteResult.Superseded<SimulatorState, Unchanged> _ ->
                new Outcome.Failed("Another gateway switched it at the same time.", false);
            case WriteResult.Unavailable<SimulatorState, Unchanged>(var reason) -> new Outcome.Failed(reason, false);
            case WriteResult.Unknown<SimulatorState, Unchanged>(var reason) -> new Outcome.Failed(reason, true);
        };
    }

    private Decision<SimulatorState, Unchanged> decide(
            Simulator simulator, boolean enabled, Current<SimulatorState> current) {
        return isEnabled(simulator, current.state()) == enabled
                ? new Decision.Refuse<>(new Unchanged())
                : new Decision.Write<>(new SimulatorState(simulator, current.next(), enabled, clock.instant()));
    }

    private boolean isEnabled(Simulator simulator, @Nullable SimulatorState state) {
        return state == null ? configured(simulator).enabled() : state.enabled();
    }

    private Configured configured(Simulator simulator) {
        return Objects.requireNonNull(configured.get(simulator), simulator.id());
    }
}
