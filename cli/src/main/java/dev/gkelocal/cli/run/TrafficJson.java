package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cloudrun.core.traffic.Destination;
import dev.gkelocal.cloudrun.core.traffic.TrafficUpdate;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traffic targets as the Admin API v2 writes them. */
final class TrafficJson {
    private static final String LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";
    private static final String REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";

    private TrafficJson() {}

    static List<TrafficTarget> read(JsonNode targets) {
        var read = new ArrayList<TrafficTarget>();
        targets.forEach(target -> read.add(new TrafficTarget(
                orNull(CloudRun.shortName(Json.text(target, "revision"))),
                target.path("percent").asInt(),
                orNull(Json.text(target, "tag")))));
        return List.copyOf(read);
    }

    static ArrayNode write(List<TrafficTarget> targets) {
        var written = Json.array();
        for (var target : targets) {
            var node = written.addObject();
            node.put("type", target.followsLatest() ? LATEST : REVISION);
            if (!target.followsLatest()) {
                node.put("revision", target.revision());
            }
            if (target.percent() != 0) {
                node.put("percent", target.percent());
            }
            if (target.tag() != null) {
                node.put("tag", target.tag());
            }
        }
        return written;
    }

    /** The targets with {@code tag} on {@code revision} and nowhere else. */
    static ArrayNode tag(JsonNode targets, String tag, String revision) {
        return write(TrafficUpdate.withTags(read(targets), Map.of(tag, new Destination.Revision(revision)), Set.of()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
