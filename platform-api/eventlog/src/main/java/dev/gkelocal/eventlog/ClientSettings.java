package dev.gkelocal.eventlog;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the Kafka clients: short back-offs, because broker and service restart within a second; nothing that costs
 * start-up time (JMX, telemetry push).
 */
final class ClientSettings {
    private ClientSettings() {}

    static Map<String, Object> admin(EventLogSettings settings) {
        var common = common(settings);
        common.put("default.api.timeout.ms", millis(settings));
        common.put("request.timeout.ms", millis(settings));
        return common;
    }

    static Map<String, Object> consumer(EventLogSettings settings) {
        var common = common(settings);
        common.put("enable.auto.commit", false);
        common.put("allow.auto.create.topics", false);
        common.put("auto.offset.reset", "earliest");
        // An idle reader asks every five seconds; the broker answers at once when there is something.
        common.put("fetch.max.wait.ms", 5_000);
        common.put("max.poll.records", 1_000);
        return common;
    }

    static Map<String, Object> producer(EventLogSettings settings) {
        var common = common(settings);
        common.put("acks", "all");
        common.put("enable.idempotence", true);
        common.put("linger.ms", 0);
        common.put("buffer.memory", 8L << 20);
        common.put("max.block.ms", millis(settings));
        common.put("request.timeout.ms", millis(settings));
        common.put("delivery.timeout.ms", millis(settings));
        return common;
    }

    private static Map<String, Object> common(EventLogSettings settings) {
        var common = new HashMap<String, Object>();
        common.put("bootstrap.servers", settings.bootstrap());
        common.put("client.id", settings.component());
        common.put("reconnect.backoff.ms", 20);
        common.put("reconnect.backoff.max.ms", 500);
        common.put("retry.backoff.ms", 20);
        common.put("retry.backoff.max.ms", 500);
        common.put("socket.connection.setup.timeout.ms", 1_000);
        common.put("metric.reporters", "");
        common.put("enable.metrics.push", false);
        return common;
    }

    private static int millis(EventLogSettings settings) {
        return (int) Math.min(Integer.MAX_VALUE, settings.appendTimeout().toMillis());
    }
}
