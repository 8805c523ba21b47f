package dev.gkelocal.cli.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.terminal.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a load came to.
 *
 * @param seconds from the first planned request to the last answer
 * @param statuses answers by HTTP status
 * @param errors requests without an answer, by what went wrong
 */
public record LoadReport(
        long sent, double seconds, Map<Integer, Long> statuses, Map<String, Long> errors, Latency latency) {
    public LoadReport {
        statuses = Map.copyOf(statuses);
        errors = Map.copyOf(errors);
    }

    public long answered() {
        return statuses.values().stream().mapToLong(it -> it).sum();
    }

    public double throughput() {
        return seconds == 0 ? 0 : answered() / seconds;
    }

    public ObjectNode json() {
        var node = Json.object();
        node.put("sent", sent);
        node.put("answered", answered());
        node.put("seconds", seconds);
        node.put("throughputPerSecond", throughput());
        new TreeMap<>(statuses)
                .forEach((status, count) -> node.withObject("/statuses").put(status.toString(), count));
        node.withObject("/errors");
        new TreeMap<>(errors).forEach((error, count) -> ((ObjectNode) node.get("errors")).put(error, count));
        node.putObject("latencyMillis")
                .put("min", latency.min())
                .put("mean", latency.mean())
                .put("p50", latency.p50())
                .put("p90", latency.p90())
                .put("p95", latency.p95())
                .put("p99", latency.p99())
                .put("p999", latency.p999())
                .put("max", latency.max());
        return node;
    }

    public String text() {
        return """
                sent %d, answered %d in %.1f s: %.1f requests/s
                statuses  %s
                errors    %s
                latency   p50 %.1f ms, p90 %.1f, p95 %.1f, p99 %.1f, p99.9 %.1f, max %.1f, mean %.1f (from the planned send time)""".formatted(
                        sent,
                        answered(),
                        seconds,
                        throughput(),
                        counts(statuses),
                        counts(errors),
                        latency.p50(),
                        latency.p90(),
                        latency.p95(),
                        latency.p99(),
                        latency.p999(),
                        latency.max(),
                        latency.mean());
    }

    private static String counts(Map<?, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(it -> it.getKey() + ": " + it.getValue())
                                .collect(Collectors.joining(", "));
    }
}
