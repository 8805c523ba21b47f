package dev.gkelocal.platform.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The alerts that were sent: those that fire, and for an hour those that did. Guarded by this. */
public final class AlertBoard {
    /** Sent without end, an alert is over after so long (Alertmanager's resolve_timeout). */
    static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    static final Duration REMEMBERED = Duration.ofHours(1);
    static final int MOST = 1_000;

    /** Go's zero time, which stands for none. */
    private static final Instant YEAR_TWO = Instant.parse("0002-01-01T00:00:00Z");

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** By fingerprint. */
    private final Map<String, Alert> alerts = new HashMap<>();

    /**
     * Takes what was sent; what is wrong with some does not hold up the others.
     *
     * @return a sentence for each alert that was not taken
     */
    public synchronized List<String> receive(List<@Nullable PostableAlert> sent, Instant now) {
        alerts.values().removeIf(it -> it.endTime().isBefore(now.minus(REMEMBERED)));
        var refused = new ArrayList<String>();
        for (int i = 0; i < sent.size(); i++) {
            var posted = sent.get(i);
            var problem = posted == null ? "it is null" : problemOf(posted);
            if (problem == null && posted != null) {
                problem = take(posted, now);
            }
            if (problem != null) {
                refused.add("alert " + (i + 1) + " of " + sent.size() + ": " + problem);
            }
        }
        return refused;
    }

    private static @Nullable String problemOf(PostableAlert alert) {
        var labels = present(alert.labelsOrNone());
        if (labels.isEmpty()) {
            return "it has no labels";
        }
        for (var names : List.of(labels, alert.annotationsOrNone())) {
            for (var name : names.keySet()) {
                if (!LABEL.matcher(name).matches()) {
                    return "'" + name + "' is no name of a label";
                }
            }
        }
        var starts = alert.startsAt();
        var ends = alert.endsAt();
        return starts != null && ends != null && isSet(starts) && isSet(ends) && ends.isBefore(starts)
                ? "it ends before it starts"
                : null;
    }

    private static boolean isSet(Instant time) {
        return time.isAfter(YEAR_TWO);
    }

    /** A label without a value is none. */
    private static TreeMap<String, String> present(Map<String, String> labels) {
        var present = new TreeMap<String, String>();
        labels.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                present.put(name, value);
            }
        });
        return present;
    }

    private @Nullable String take(PostableAlert posted, Instant now) {
        var labels = present(posted.labelsOrNone());
        var fingerprint = Alert.fingerprint(labels);
        var held = alerts.get(fingerprint);
        if (held == null && alerts.size() >= MOST && !forgetOne(now)) {
            return "there are " + MOST + " alerts already, and all of them fire";
        }
        var end = posted.endsAt();
        var endTime = end != null && isSet(end) ? end : now.plus(USUAL_LIFE);
        var start = posted.startsAt();
        var startTime = start != null && isSet(start) ? start : earlier(now, endTime);
        if (held != null && !held.isOver(startTime)) {
            startTime = earlier(held.startTime(), startTime);
        }
        var source = posted.generatorUrl();
        alerts.put(
                fingerprint,
                new Alert(
                        labels,
                        present(posted.annotationsOrNone()),
                        startTime,
                        endTime,
                        now,
                        source == null ? "" : source));
        return null;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The one that has been over for the longest time. */
    private boolean forgetOne(Instant now) {
        var oldest = alerts.entrySet().stream()
                .filter(it -> it.getValue().isOver(now))
                .min(Comparator.comparing(it -> it.getValue().endTime()));
        oldest.ifPresent(it -> alerts.remove(it.getKey()));
        return oldest.isPresent();
    }

    /** Those that fire first, then the newest first. */
    synchronized List<Alert> all(Instant now) {
        return alerts.values().stream()
                .sorted(Comparator.comparing((Alert it) -> it.isOver(now))
                        .thenComparing(Alert::startTime, Comparator.reverseOrder())
                        .thenComparing(Alert::name))
                .toList();
    }

    /** The one that always fires, to prove that alerts arrive. */
    synchronized Optional<Alert> watchdog() {
        return alerts.values().stream()
                .filter(it -> it.name().equals("Watchdog"))
                .max(Comparator.comparing(Alert::heardTime));
    }
}
