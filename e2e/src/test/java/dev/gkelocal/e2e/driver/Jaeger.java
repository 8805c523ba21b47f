package dev.gkelocal.e2e.driver;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the query API that Jaeger's page uses as well: the same in its first and second version. */
final class Jaeger implements Spans {
    private static final String HOST = "jaeger.gke-local.localhost";

    private final Sandbox sandbox;

    Jaeger(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public List<Seen> spansOf(String trace) {
        try {
            var answer =
                    Json.parse(sandbox.web().at(HOST, "/api/traces/" + trace).body());
            return Json.items(answer.at("/data/0/spans"))
                    .map(it -> seen(it, answer.at("/data/0/processes")))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Seen seen(JsonNode span, JsonNode processes) {
        var attributes = tags(span);
        return new Seen(
                processes
                        .path(span.path("processID").asText())
                        .path("serviceName")
                        .asText(),
                span.path("traceID").asText(),
                span.path("spanID").asText(),
                parent(span),
                span.path("operationName").asText(),
                kind(attributes.getOrDefault("span.kind", "")),
                attributes);
    }

    private static String parent(JsonNode span) {
        return Json.items(span.path("references"))
                .filter(it -> it.path("refType").asText().equals("CHILD_OF"))
                .map(it -> it.path("spanID").asText())
                .findFirst()
                .orElse("");
    }

    private static SpanKind kind(String tag) {
        return tag.isEmpty()
                ? SpanKind.SPAN_KIND_INTERNAL
                : SpanKind.valueOf("SPAN_KIND_" + tag.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> tags(JsonNode span) {
        return Json.items(span.path("tags"))
                .collect(Collectors.toMap(
                        it -> it.path("key").asText(), it -> it.path("value").asText(), (one, _) -> one));
    }

    @Override
    public void close() {}
}
