package dev.gkelocal.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.cli.wire.LocalService;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Whether a cluster keeps to Autopilot's rules now. While autopilot-sim is away it does not, and nothing else of the cluster shows it.
 *
 * @param state as autopilot-sim tells it, or {@link #AWAY}
 * @param namespaces where the rules hold
 */
record Enforcement(String state, String why, List<String> namespaces) {
    private static final String AWAY = "AWAY";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    Enforcement {
        namespaces = List.copyOf(namespaces);
    }

    /** @param autopilot base address of autopilot-sim */
    static Enforcement ask(String autopilot) {
        try {
            return of(new LocalService("autopilot-sim", URI.create(autopilot), PATIENCE)
                    .get("/api/v1/enforcement")
                    .orFail());
        } catch (CommandFailed away) {
            return new Enforcement(
                    AWAY,
                    "autopilot-sim does not answer: Pods are created as in any cluster, and those behind its gate wait for it",
                    List.of());
        }
    }

    static Enforcement of(JsonNode answer) {
        return new Enforcement(
                answer.path("state").asText(),
                answer.path("why").asText(),
                StreamSupport.stream(answer.path("namespaces").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    String text(Terminal terminal) {
        return switch (state) {
            case "ENFORCING" -> "Autopilot's rules hold in " + String.join(", ", namespaces);
            case "OFF", "REAL_GKE", "STARTING" -> "Autopilot's rules do not hold: " + why;
            default -> terminal.bad("Autopilot's rules do not hold") + ": " + why;
        };
    }

    ObjectNode into(ObjectNode node) {
        node.put("state", state).put("why", why);
        namespaces.forEach(node.putArray("namespaces")::add);
        return node;
    }
}
