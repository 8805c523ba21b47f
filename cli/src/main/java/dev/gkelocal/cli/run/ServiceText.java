package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gkelocal.cli.terminal.Json;
import java.util.StringJoiner;

/** A service as {@code gcloud run services describe} tells it. */
final class ServiceText {
    private ServiceText() {}

    static String of(String name, String region, JsonNode service) {
        var ready = service.path("terminalCondition");
        var text = new StringBuilder("%s Service %s in region %s%n%n".formatted(mark(ready), name, region));
        line(text, "URL", Json.text(service, "uri"));
        line(text, "Description", Json.text(service, "description"));
        text.append(traffic(service)).append('\n');
        template(text, service);
        problems(text, service);
        text.append("Last updated on %s, generation %s%n"
                .formatted(Json.text(service, "updateTime"), Json.text(service, "generation")));
        return text.toString();
    }

    static String traffic(JsonNode service) {
        var text = new StringBuilder("Traffic:\n");
        for (var status : service.path("trafficStatuses")) {
            var revision = CloudRun.shortName(Json.text(status, "revision"));
            boolean latest = Json.text(status, "type").endsWith("_LATEST");
            text.append("  %3d%%  %s%n"
                    .formatted(
                            status.path("percent").asInt(), latest ? "LATEST (currently " + revision + ")" : revision));
            if (status.has("tag")) {
                text.append("        tag %s: %s%n".formatted(Json.text(status, "tag"), Json.text(status, "uri")));
            }
        }
        return text.toString();
    }

    /** The sign of a Ready condition. */
    static String mark(JsonNode condition) {
        return switch (condition.path("state").asText("")) {
            case "CONDITION_SUCCEEDED" -> "✔";
            case "CONDITION_FAILED" -> "X";
            default -> "…";
        };
    }

    static JsonNode condition(JsonNode resource, String type) {
        for (var condition : resource.path("conditions")) {
            if (Json.text(condition, "type").equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }

    private static void template(StringBuilder text, JsonNode service) {
        var container = service.at("/template/containers/0");
        text.append("Revision %s%n".formatted(CloudRun.shortName(Json.text(service, "latestCreatedRevision"))));
        line(text, "  Image", Json.text(container, "image"));
        line(text, "  Port", Json.text(container, "ports/0/containerPort"));
        line(text, "  Command", words(container.path("command")));
        line(text, "  Args", words(container.path("args")));
        line(text, "  Memory", Json.text(container, "resources/limits/memory"));
        line(text, "  CPU", Json.text(container, "resources/limits/cpu"));
        line(text, "  Concurrency", Json.text(service, "template/maxInstanceRequestConcurrency"));
        line(text, "  Min instances", Json.text(service, "template/scaling/minInstanceCount"));
        line(text, "  Max instances", Json.text(service, "template/scaling/maxInstanceCount"));
        line(text, "  Timeout", Json.text(service, "template/timeout"));
        container
                .path("env")
                .forEach(variable -> line(
                        text,
                        "  Env " + Json.text(variable, "name"),
                        variable.has("value") ? Json.text(variable, "value") : "(secret)"));
        text.append('\n');
    }

    private static void problems(StringBuilder text, JsonNode service) {
        for (var condition : service.path("conditions")) {
            var message = Json.text(condition, "message");
            if (!message.isEmpty() && !Json.text(condition, "state").equals("CONDITION_SUCCEEDED")) {
                text.append("%s %s: %s%n".formatted(mark(condition), Json.text(condition, "type"), message));
            }
        }
    }

    private static String words(JsonNode array) {
        var words = new StringJoiner(" ");
        array.forEach(word -> words.add(word.asText()));
        return words.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("%-18s %s%n".formatted(name + ":", value));
        }
    }
}
