package dev.gkelocal.images.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image wants to be run.
 *
 * @param user as {@code USER} has it; empty for root
 * @param labels as its builder set them
 */
public record ImageConfig(
        Platform platform,
        Map<String, String> env,
        List<String> entrypoint,
        List<String> command,
        String user,
        String workingDirectory,
        Map<String, String> labels) {
    public ImageConfig {
        env = Map.copyOf(env);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
    }

    static ImageConfig of(JsonNode json) {
        var config = json.path("config");
        var env = new LinkedHashMap<String, String>();
        for (var entry : config.path("Env")) {
            var equals = entry.asText().indexOf('=');
            if (equals > 0) {
                env.put(entry.asText().substring(0, equals), entry.asText().substring(equals + 1));
            }
        }
        var labels = new LinkedHashMap<String, String>();
        config.path("Labels")
                .properties()
                .forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
        return new ImageConfig(
                new Platform(json.path("os").asText(), json.path("architecture").asText()),
                env,
                words(config.path("Entrypoint")),
                words(config.path("Cmd")),
                config.path("User").asText(),
                config.path("WorkingDir").asText(),
                labels);
    }

    private static List<String> words(JsonNode array) {
        var words = new ArrayList<String>();
        array.forEach(it -> words.add(it.asText()));
        return words;
    }
}
