package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one service with the settings that keep their disk use bounded. One partition each: the order is total. */
final class TopicSetup {
    private static final long MEBIBYTE = 1L << 20;

    private final EventLogSettings settings;
    private final Map<String, Map<String, String>> wanted;

    TopicSetup(EventLogSettings settings, Collection<? extends Topic<?>> topics) {
        this.settings = settings;
        this.wanted = new LinkedHashMap<>();
        for (var topic : topics) {
            wanted.put(
                    topic.name(),
                    switch (topic.retention()) {
                        case COMPACTED -> state();
                        case EXPIRING -> facts("delete");
                    });
        }
        // Compacted too: a broken record is met again by every replay and keeps its one letter.
        wanted.put(Topics.deadLetters(settings.component()), facts("compact,delete"));
    }

    /** Makes those that are absent. Another service may do the same at the same time. */
    boolean createMissing(Set<String> present) throws InterruptedException {
        var missing =
                wanted.keySet().stream().filter(it -> !present.contains(it)).toList();
        if (missing.isEmpty()) {
            return false;
        }
        try (var admin = Admin.create(ClientSettings.admin(settings))) {
            var topics = missing.stream()
                    // How many copies there are is the brokers' matter: there may be one of them or several.
                    .map(it -> new NewTopic(it, Optional.of(1), Optional.empty()).configs(wanted.get(it)))
                    .toList();
            for (var created : admin.createTopics(topics).values().values()) {
                await(created::get);
            }
        }
        return true;
    }

    /** Brings topics that an earlier configuration made to the settings of this one. */
    void align() throws InterruptedException {
        try (var admin = Admin.create(ClientSettings.admin(settings))) {
            var resources = wanted.keySet().stream()
                    .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it))
                    .toList();
            var described = admin.describeConfigs(resources).all();
            var changes = new LinkedHashMap<ConfigResource, Collection<AlterConfigOp>>();
            await(() -> {
                described.get().forEach((resource, config) -> {
                    var operations = new ArrayList<AlterConfigOp>();
                    wanted.getOrDefault(resource.name(), Map.of()).forEach((key, value) -> {
                        var entry = config.get(key);
                        if (entry == null || !value.equals(entry.value())) {
                            operations.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
                        }
                    });
                    if (!operations.isEmpty()) {
                        changes.put(resource, operations);
                    }
                });
                return changes;
            });
            if (!changes.isEmpty()) {
                await(admin.incrementalAlterConfigs(changes).all()::get);
            }
        }
    }

    private static Map<String, String> state() {
        return Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", Long.toString(MEBIBYTE),
                "min.cleanable.dirty.ratio", "0.2");
    }

    /** Only closed segments expire, hence small ones. */
    private Map<String, String> facts(String policy) {
        var segment = Math.clamp(settings.factBytes() / 4, MEBIBYTE, 16 * MEBIBYTE);
        return Map.of(
                "cleanup.policy", policy,
                "segment.bytes", Long.toString(segment),
                "retention.bytes", Long.toString(settings.factBytes()),
                "retention.ms", Long.toString(settings.factRetention().toMillis()));
    }

    private interface Call {
        Object get() throws ExecutionException, InterruptedException;
    }

    private static void await(Call call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case TopicExistsException _ -> {}
                case KafkaException kafka -> throw kafka;
                case null, default -> throw new KafkaException(failure);
            }
        }
    }

    List<String> names() {
        return wanted.keySet().stream().collect(Collectors.toUnmodifiableList());
    }
}
