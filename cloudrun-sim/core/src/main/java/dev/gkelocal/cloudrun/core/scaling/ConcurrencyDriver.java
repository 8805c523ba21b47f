package dev.gkelocal.cloudrun.core.scaling;

/** {@code ceil((max(1-minute average, 10-minute average) / maxConcurrency) / target)} (cloudrun sheet 2.2). */
public final class ConcurrencyDriver implements Driver {
    /** Quotients closer than this to a whole number count as whole: 144 / 80 / 0.6 is 3 instances, not 4. */
    private static final double ROUNDING = 1e-9;

    private final double target;

    public ConcurrencyDriver(double target) {
        this.target = target;
    }

    @Override
    public int wanted(RevisionFacts facts) {
        double load = Math.max(facts.load().oneMinute(), facts.load().tenMinutes());
        return (int) Math.ceil(load / facts.limits().maxConcurrency() / target - ROUNDING);
    }
}
