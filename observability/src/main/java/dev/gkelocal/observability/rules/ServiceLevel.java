package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Ratio;
import java.util.List;
import java.util.function.Function;

/**
 * A promise: what share of events must be good.
 *
 * @param id as the label {@code slo} has it
 * @param promise one sentence without its full stop
 * @param target share of good events, such as 0.995
 * @param by labels that the promise holds for one by one; none for the whole platform
 * @param bad rate of bad events over a window
 * @param all rate of all events over a window, by the same labels
 * @param dashboard uid of the dashboard that shows why
 */
public record ServiceLevel(
        String id,
        String promise,
        double target,
        List<String> by,
        Function<String, Expr> bad,
        Function<String, Expr> all,
        String dashboard) {
    /** Fewer events a second are too few to judge: three requests, one of them bad, are no incident. */
    static final double FEWEST_PER_SECOND = 0.02;

    public ServiceLevel {
        by = List.copyOf(by);
    }

    /** Share of bad events over a window; absent while there are too few. */
    Expr errors(String window) {
        return Ratio.of(bad.apply(window), all.apply(window), FEWEST_PER_SECOND);
    }

    /** What is left of the error budget over a window: all of it, 1, when nothing happened; below 0 when it is overspent. */
    public Expr budgetLeft(String window) {
        return Ratio.of(bad.apply(window), all.apply(window))
                .dividedBy(budget())
                .ofOne()
                .orElse(1);
    }

    /** Share of events that may be bad. */
    double budget() {
        return Math.rint((1 - target) * 1e6) / 1e6;
    }
}
