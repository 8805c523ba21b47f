package dev.gkelocal.cloudrun.core.scaling;

import java.time.Duration;

/** Mean start-up of a service's instances, from the decision to the first open port. */
public record StartupAverage(long count, Duration mean) {
    public static final StartupAverage NONE = new StartupAverage(0, Duration.ZERO);

    public StartupAverage with(Duration startup) {
        return new StartupAverage(count + 1, mean.plus(startup.minus(mean).dividedBy(count + 1)));
    }
}
