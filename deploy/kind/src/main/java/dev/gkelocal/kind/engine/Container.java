package dev.gkelocal.kind.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container as the engine describes it.
 *
 * @param state in the engine's word: created, running, paused, restarting, removing, exited, dead
 * @param startedAt of its last run; {@link Instant#EPOCH} when it never ran
 * @param published host ports by port inside
 * @param addresses IPv4 addresses by network; none while it does not run
 * @param mounts folders and files inside that come from elsewhere
 * @param command what it runs, entry point included
 * @param environment {@code NAME=VALUE}
 */
public record Container(
        String name,
        String image,
        String state,
        Instant startedAt,
        int exitCode,
        Map<String, String> labels,
        Map<Integer, Integer> published,
        Map<String, String> addresses,
        List<String> mounts,
        List<String> command,
        List<String> environment) {
    public Container {
        labels = Map.copyOf(labels);
        published = Map.copyOf(published);
        addresses = Map.copyOf(addresses);
        mounts = List.copyOf(mounts);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    public boolean isRunning() {
        return state.equals("running");
    }

    /** One element of what {@code docker container inspect} prints. */
    static Container of(JsonNode inspected) {
        var config = inspected.path("Config");
        var state = inspected.path("State");
        var command = texts(config.path("Entrypoint"));
        command.addAll(texts(config.path("Cmd")));
        return new Container(
                inspected.path("Name").asText().replaceFirst("^/", ""),
                config.path("Image").asText(),
                state.path("Status").asText(),
                instant(state.path("StartedAt").asText()),
                state.path("ExitCode").asInt(),
                labels(config.path("Labels")),
                ports(inspected),
                addresses(inspected.path("NetworkSettings").path("Networks")),
                inspected
                        .path("Mounts")
                        .valueStream()
                        .map(it -> it.path("Destination").asText())
                        .toList(),
                command,
                texts(config.path("Env")));
    }

    /** Those wanted, not those in force: a stopped container has none in force. */
    private static Map<Integer, Integer> ports(JsonNode inspected) {
        var ports = new TreeMap<Integer, Integer>();
        inspected.path("HostConfig").path("PortBindings").properties().forEach(binding -> {
            int inside = Integer.parseInt(binding.getKey().replaceFirst("/.*", ""));
            binding.getValue()
                    .valueStream()
                    .map(it -> it.path("HostPort").asText("0"))
                    .filter(it -> it.matches("[1-9][0-9]*"))
                    .findFirst()
                    .ifPresent(outside -> ports.put(inside, Integer.parseInt(outside)));
        });
        return ports;
    }

    private static Map<String, String> addresses(JsonNode networks) {
        var addresses = new TreeMap<String, String>();
        networks.properties().forEach(network -> {
            var address = network.getValue().path("IPAddress").asText("");
            if (!address.isEmpty()) {
                addresses.put(network.getKey(), address);
            }
        });
        return addresses;
    }

    private static Map<String, String> labels(JsonNode labels) {
        var texts = new TreeMap<String, String>();
        labels.properties()
                .forEach(label -> texts.put(label.getKey(), label.getValue().asText()));
        return texts;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        if (list.isTextual()) {
            texts.add(list.asText());
        }
        list.valueStream().forEach(it -> texts.add(it.asText()));
        return texts;
    }

    private static Instant instant(String text) {
        try {
            var instant = Instant.parse(text);
            return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
