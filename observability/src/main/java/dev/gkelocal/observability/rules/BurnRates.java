package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.promql.Expr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Alerts for error budgets that are spent too fast, each seen over a long and a short window (observability sheet 12). The
 * windows are those of a month's objective times a scale: a platform on a developer's machine rarely lives for days.
 */
public final class BurnRates {
    /** An hour becomes five minutes. */
    public static final double LOCAL = 1.0 / 12;

    public static final double MONTH = 1;

    /** No window is shorter: a rate needs some scrapes, and there is one every five seconds. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private static final String ERRORS = "slo:error_ratio:rate";

    private enum Pace {
        FAST,
        SLOW
    }

    /** @param factor how many times faster than the budget allows */
    private record Burn(
            Pace pace, Severity severity, Duration longWindow, Duration shortWindow, double factor, Duration lasting) {}

    private static final List<Burn> BURNS = List.of(
            new Burn(
                    Pace.FAST,
                    Severity.CRITICAL,
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    14.4,
                    Duration.ofMinutes(2)),
            new Burn(
                    Pace.FAST,
                    Severity.CRITICAL,
                    Duration.ofHours(6),
                    Duration.ofMinutes(30),
                    6,
                    Duration.ofMinutes(15)),
            new Burn(Pace.SLOW, Severity.WARNING, Duration.ofDays(1), Duration.ofHours(2), 3, Duration.ofHours(1)),
            new Burn(Pace.SLOW, Severity.WARNING, Duration.ofDays(3), Duration.ofHours(6), 1, Duration.ofHours(3)));

    private final double scale;

    /** @param scale of the windows: {@link #LOCAL} or {@link #MONTH} */
    public BurnRates(double scale) {
        this.scale = scale;
    }

    public List<RuleGroup> groups() {
        var records = new ArrayList<Rule>();
        var alerts = new ArrayList<Rule>();
        for (var level : ServiceLevels.ALL) {
            windows()
                    .forEach(it -> records.add(new Recording(
                            ERRORS + Durations.promql(it),
                            level.errors(Durations.promql(it)),
                            Map.of("slo", level.id()))));
            for (var pace : Pace.values()) {
                records.add(burnRate(level, pace));
            }
            BURNS.stream().filter(it -> canFire(level, it)).forEach(it -> alerts.add(alert(level, it)));
        }
        return List.of(new RuleGroup("slo-records", records), new RuleGroup("slo-alerts", alerts));
    }

    private List<Duration> windows() {
        return BURNS.stream()
                .flatMap(it -> Stream.of(scaled(it.longWindow()), scaled(it.shortWindow())))
                .distinct()
                .sorted()
                .toList();
    }

    /** How many times faster than allowed the budget is spent, under a name that is the same at every scale. */
    private Recording burnRate(ServiceLevel level, Pace pace) {
        var first = BURNS.stream().filter(it -> it.pace() == pace).findFirst().orElseThrow();
        return new Recording(
                "slo:burn_rate:" + pace.name().toLowerCase(Locale.ROOT),
                errors(level, first.longWindow()).dividedBy(level.budget()),
                Map.of("slo", level.id()));
    }

    /** A share of bad events is never above 1: with a small target the fastest burn does not exist. */
    private static boolean canFire(ServiceLevel level, Burn burn) {
        return burn.factor() * level.budget() < 1;
    }

    private Alert alert(ServiceLevel level, Burn burn) {
        double limit = Math.rint(burn.factor() * level.budget() * 1e6) / 1e6;
        var window = Durations.promql(scaled(burn.longWindow()));
        var of = level.by().contains("service_name") ? " of {{ $labels.service_name }}" : "";
        return new Alert(
                burn.pace() == Pace.FAST ? "GkeLocalErrorBudgetBurnFast" : "GkeLocalErrorBudgetBurnSlow",
                burn.severity(),
                errors(level, burn.longWindow())
                        .above(limit)
                        .and(errors(level, burn.shortWindow()).above(limit)),
                Durations.rounded(burn.lasting(), scale, Duration.ZERO),
                "Error budget " + level.id() + of + " is spent " + number(burn.factor()) + " times too fast",
                "The promise: " + level.promise() + ". Over the last " + window
                        + " {{ $value | humanizePercentage }} were not," + " over "
                        + Durations.promql(scaled(burn.shortWindow())) + " as well." + scaleInWords(),
                level.dashboard(),
                Map.of("slo", level.id(), "window", window));
    }

    private String scaleInWords() {
        return scale == MONTH
                ? ""
                : " Windows are a twelfth of those for an objective over a month: this platform lives for hours.";
    }

    private static String number(double factor) {
        return factor == Math.rint(factor) ? Long.toString(Math.round(factor)) : Double.toString(factor);
    }

    private Expr errors(ServiceLevel level, Duration window) {
        return Expr.recorded(ERRORS + Durations.promql(scaled(window)), "slo=\"" + level.id() + '"');
    }

    private Duration scaled(Duration window) {
        return Durations.rounded(window, scale, SHORTEST);
    }
}
