package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;

/** A duration that varies: a normal distribution cut off at both ends. */
public record Delay(Duration mean, Duration deviation, Duration min, Duration max) {
    private static final int TRIES = 64;

    public Delay {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a delay lies between 0 <= min <= max: " + min + ", " + max);
        }
    }

    public static Delay fixed(Duration always) {
        return new Delay(always, Duration.ZERO, always, always);
    }

    /** The same draw and subject give the same duration at any time and on any machine. */
    Duration draw(Draw draw, String subject) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var millis = mean.toMillis() + draw.normal(subject, attempt) * deviation.toMillis();
            var tried = Duration.ofMillis(StrictMath.round(millis));
            if (tried.compareTo(min) >= 0 && tried.compareTo(max) <= 0) {
                return tried;
            }
        }
        return mean.compareTo(min) < 0 ? min : mean.compareTo(max) > 0 ? max : mean;
    }
}
