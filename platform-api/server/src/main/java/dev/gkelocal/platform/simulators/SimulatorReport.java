package dev.gkelocal.platform.simulators;

import dev.gkelocal.contracts.platform.Simulator;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A simulator as it stands.
 *
 * @param service process that does its work
 * @param health of that process
 * @param timeScale simulated seconds that pass in one real second
 * @param since when it was switched; absent while it is as the configuration says
 */
@Schema(description = "A simulator: whether it is meant to run, and how its service is.")
public record SimulatorReport(
        Simulator id,
        boolean enabled,
        String service,
        Health health,
        double timeScale,
        @Nullable Instant since) {

    /** Spelt as the health endpoints do. */
    public enum Health {
        UP,
        DOWN
    }
}
