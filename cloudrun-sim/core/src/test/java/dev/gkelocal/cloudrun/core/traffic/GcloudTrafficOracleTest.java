package dev.gkelocal.cloudrun.core.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the real gcloud wrote for each recorded {@code update-traffic}, against our arithmetic. */
class GcloudTrafficOracleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void updateTraffic_ofEveryRecordedCommand_writesWhatGcloudWrote() throws IOException {
        // Given
        var home = System.getenv("GKE_LOCAL_ORACLES");
        if (home == null) {
            System.out.println("SKIPPED: gcloud traffic vectors, because GKE_LOCAL_ORACLES is not set");
        }
        assumeTrue(home != null, "GKE_LOCAL_ORACLES is not set");
        var commands = new ArrayList<String>();
        try (Stream<Path> cases = Files.list(Path.of(home, "gcloud-run", "cases"))) {
            for (var file : cases.sorted().toList()) {
                var recorded = JSON.readTree(file.toFile());
                var put = put(recorded);
                var command = words(recorded.path("command"));
                if (!command.contains("update-traffic") || put.isMissingNode()) {
                    continue;
                }
                // When
                var targets = run(command, read(before(recorded)));
                // Then
                assertThat(targets).as("%s", command).isEqualTo(read(put));
                commands.add(String.join(" ", command));
            }
        }
        System.out.println("gcloud traffic vectors: " + commands.size() + " ran");
        assertThat(commands).isNotEmpty();
    }

    private static List<TrafficTarget> run(List<String> command, List<TrafficTarget> current) {
        var percents = new HashMap<Destination, Integer>();
        var tags = new HashMap<String, Destination>();
        var removed = new HashSet<String>();
        for (var flag : command) {
            var value = flag.substring(flag.indexOf('=') + 1);
            switch (flag.split("=")[0]) {
                case "--to-latest" -> percents.put(Destination.latest(), 100);
                case "--to-revisions" ->
                    pairs(value).forEach((key, it) -> percents.put(Destination.parse(key), Integer.parseInt(it)));
                case "--to-tags" ->
                    pairs(value)
                            .forEach((tag, it) ->
                                    percents.put(TrafficUpdate.tagged(current).get(tag), Integer.parseInt(it)));
                case "--update-tags" -> pairs(value).forEach((tag, it) -> tags.put(tag, Destination.parse(it)));
                case "--set-tags" -> {
                    pairs(value).forEach((tag, it) -> tags.put(tag, Destination.parse(it)));
                    removed.addAll(TrafficUpdate.tagged(current).keySet());
                }
                case "--remove-tags" -> removed.addAll(List.of(value.split(",")));
                case "--clear-tags" ->
                    removed.addAll(TrafficUpdate.tagged(current).keySet());
                default -> {}
            }
        }
        var tagged = tags.isEmpty() && removed.isEmpty() ? current : TrafficUpdate.withTags(current, tags, removed);
        return percents.isEmpty()
                ? tagged
                : ((TrafficChange.Changed) TrafficUpdate.setPercents(tagged, percents)).targets();
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        for (var pair : text.split(",")) {
            pairs.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return pairs;
    }

    private static JsonNode put(JsonNode recorded) {
        for (var exchange : recorded.path("exchanges")) {
            if (exchange.path("request").path("method").asText().equals("PUT")) {
                return exchange.path("request").path("body").path("spec").path("traffic");
            }
        }
        return JSON.missingNode();
    }

    private static JsonNode before(JsonNode recorded) {
        for (var exchange : recorded.path("exchanges")) {
            var traffic = exchange.path("response").path("body").path("spec").path("traffic");
            if (exchange.path("request").path("method").asText().equals("GET") && !traffic.isMissingNode()) {
                return traffic;
            }
        }
        return JSON.missingNode();
    }

    private static List<TrafficTarget> read(JsonNode traffic) {
        var targets = new ArrayList<TrafficTarget>();
        for (var target : traffic) {
            targets.add(new TrafficTarget(
                    target.path("revisionName").textValue(),
                    target.path("percent").asInt(0),
                    target.path("tag").textValue()));
        }
        return targets;
    }

    private static List<String> words(JsonNode command) {
        return Stream.of(JSON.convertValue(command, String[].class)).toList();
    }
}
