package dev.gkelocal.broker;

import java.util.List;
import java.util.Properties;

/**
 * Kafka's own settings. The sizes make a node that holds some thousand small records start fast and stay small
 * (embedded-runtime sheet 3, measured as a set).
 */
final class ServerProperties {
    private static final String FIXED = """
            process.roles=broker,controller
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=PLAINTEXT
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT

            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            default.replication.factor=1
            min.insync.replicas=1
            # A misspelt topic is an error, not an empty topic.
            auto.create.topics.enable=false

            num.network.threads=1
            num.io.threads=2
            background.threads=1
            num.recovery.threads.per.data.dir=1
            num.replica.fetchers=1
            group.coordinator.threads=1
            offsets.topic.num.partitions=1
            transaction.state.log.num.partitions=1
            share.coordinator.state.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0

            # The cleaner's buffer is heap, 128 MB unless set: a small heap would not start.
            log.cleaner.threads=1
            log.cleaner.dedupe.buffer.size=2097152
            log.cleaner.io.buffer.size=131072
            log.cleaner.backoff.ms=5000
            log.segment.bytes=16777216
            offsets.topic.segment.bytes=4194304
            log.index.size.max.bytes=1048576
            # Bounds for the cluster's own log; by default it may grow to gigabytes.
            metadata.log.segment.bytes=8388608
            metadata.max.retention.bytes=33554432
            metadata.log.max.record.bytes.between.snapshots=4194304

            auto.include.jmx.reporter=false
            controller.quorum.election.timeout.ms=200
            controller.quorum.append.linger.ms=0
            # No empty record every 500 ms: less idle CPU, and the metadata log does not grow.
            metadata.max.idle.interval.ms=0
            # After a kill the controller refuses the new incarnation until the session of the old one is over; 9 s by default.
            broker.heartbeat.interval.ms=500
            broker.session.timeout.ms=1500
            """;

    private static final List<String> REPLICATED = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "share.coordinator.state.topic.replication.factor");

    private static final List<String> ACKNOWLEDGED =
            List.of("min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr");

    private ServerProperties() {}

    static Properties of(BrokerSettings settings) {
        var properties = new Properties();
        FIXED.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> properties.setProperty(pair[0], pair[1]));
        var quorum = settings.quorum();
        properties.setProperty("node.id", Integer.toString(quorum.node()));
        properties.setProperty(
                "listeners",
                "PLAINTEXT://" + settings.listen() + ":" + settings.port() + ",CONTROLLER://"
                        + (quorum.isAlone() ? BrokerSettings.LOOPBACK : settings.listen()) + ":"
                        + settings.controllerPort());
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + settings.advertised());
        if (!settings.isOnLoopback()) {
            // A restarted Pod takes seconds anyway, and on a busy node a short session would end without need.
            properties.setProperty("broker.heartbeat.interval.ms", "1500");
            properties.setProperty("broker.session.timeout.ms", "9000");
        }
        if (!quorum.isAlone()) {
            among(quorum, properties);
        }
        properties.setProperty("controller.quorum.voters", quorum.voters());
        properties.setProperty("log.dirs", settings.data().toString());
        return properties;
    }

    /** What several nodes need of each other. */
    private static void among(Quorum quorum, Properties properties) {
        properties.merge(
                "advertised.listeners", ",CONTROLLER://" + quorum.controller(), (ours, more) -> "" + ours + more);
        var copies = Integer.toString(quorum.copies());
        for (var key : REPLICATED) {
            properties.setProperty(key, copies);
        }
        var least = Integer.toString(quorum.copiesBeforeAcknowledged());
        for (var key : ACKNOWLEDGED) {
            properties.setProperty(key, least);
        }
        // Over a network, and beside others that start: votes that come too early would only be asked for again.
        properties.setProperty("controller.quorum.election.timeout.ms", "1000");
        // Until the others know that a node was killed, what it led takes no writes; an append waits for 5 s.
        properties.setProperty("controller.quorum.fetch.timeout.ms", "1500");
        properties.setProperty("broker.heartbeat.interval.ms", "1000");
        properties.setProperty("broker.session.timeout.ms", "4000");
    }
}
