package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.ScaleUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares a plan with what a vector expects.
 *
 * @param existing nodes that were there before
 */
record ScenarioOutcome(int existing, Provisioning result) {
    List<String> faults(Value expect) {
        var faults = new ArrayList<String>();
        expect.entries().forEach((what, value) -> {
            var has = actual(what, value);
            if (!has.equals(expected(value))) {
                faults.add(what + " is " + has + ", not " + expected(value) + "; " + result.refused());
            }
        });
        return faults;
    }

    private static Object expected(Value value) {
        if (!value.entries().isEmpty()) {
            return Map.copyOf(value.texts());
        }
        if (!value.items().isEmpty()) {
            var all = new HashSet<>();
            value.items().forEach(it -> all.add(expected(it)));
            return all;
        }
        return value.text();
    }

    private Object actual(String what, Value wanted) {
        return switch (what) {
            case "scheduledOnPool" -> only(it -> it.pool().group().pool());
            case "scheduledOnMachineType" -> only(it -> it.pool().group().node().machineType());
            case "machineFamilyIn" ->
                java.util.Set.of(only(it -> it.pool().group().node().family()));
            case "localSsdCount" ->
                only(it -> Long.toString(it.pool().group().node().disk().localSsdGib() / 375));
            case "bootDiskGb" -> only(it -> Long.toString(it.pool().bootDiskGib()));
            case "scheduled" ->
                Boolean.toString(result.refused().isEmpty() && !result.plans().isEmpty());
            case "nodesTotal" -> Integer.toString(total());
            case "nodesTotalAtLeast" ->
                total() >= wanted.integer().orElse(0) ? wanted.text() : Integer.toString(total());
            case "realSecondsBelow" -> wanted.text();
            case "newPools" ->
                Long.toString(result.plans().stream()
                        .filter(it -> it.pool().group().isNew())
                        .map(it -> it.pool().group().pool())
                        .distinct()
                        .count());
            case "nodesByZone" ->
                wanted.text().isEmpty() ? nodes(it -> it.pool().zone()) : sentence();
            case "nodesByPool" -> nodes(it -> it.pool().group().pool());
            case "groupsByZone" -> groups();
            case "newPoolLabels" -> labels(wanted);
            default -> "?";
        };
    }

    private int total() {
        return existing + added();
    }

    private int added() {
        return result.plans().stream().mapToInt(it -> it.nodes().size()).sum();
    }

    /** Of a cluster with three zones. */
    private String sentence() {
        var zones = nodes(it -> it.pool().zone()).size();
        return existing + " existing (" + existing / 3 + " per zone) + " + added() + " new in "
                + (zones == 1 ? "one zone" : zones + " zones");
    }

    private String only(Function<ScaleUp, String> read) {
        return result.plans().isEmpty() ? "" : read.apply(result.plans().getFirst());
    }

    private Map<String, String> nodes(Function<ScaleUp, String> key) {
        var counts = new HashMap<String, Integer>();
        result.plans().forEach(it -> counts.merge(key.apply(it), it.nodes().size(), Integer::sum));
        return texts(counts);
    }

    private Map<String, String> groups() {
        var counts = new HashMap<String, Integer>();
        result.plans().stream()
                .filter(it -> it.pool().group().isNew())
                .forEach(it -> counts.merge(it.pool().zone(), 1, Integer::sum));
        return texts(counts);
    }

    private static Map<String, String> texts(Map<String, Integer> counts) {
        var texts = new HashMap<String, String>();
        counts.forEach((key, count) -> texts.put(key, Integer.toString(count)));
        return texts;
    }

    private Object labels(Value wanted) {
        var keys = new HashSet<String>();
        wanted.items().forEach(it -> keys.addAll(it.texts().keySet()));
        var all = new HashSet<>();
        result.plans().forEach(plan -> {
            var labels = new HashMap<>(plan.pool().template().labels());
            labels.keySet().retainAll(keys);
            all.add(labels);
        });
        return all;
    }
}
