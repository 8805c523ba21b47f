package dev.gkelocal.cloudrun.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.ingress.RequestRecord;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries in the form of Cloud Logging's LogEntry (cloudrun sheet 1.9). */
public final class LogEntryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "logging.googleapis.com/";
    private static final Set<String> SEVERITIES =
            Set.of("DEFAULT", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY");
    private static final String NO_INSTANCE = "The request was aborted because there was no available instance.";

    private LogEntryJson() {}

    public static ObjectNode of(Entry entry) {
        return switch (entry) {
            case Entry.Line line -> line(line);
            case Entry.Notice(var revision, var instance, var at, var text) -> {
                var json = head(revision, instance, at.toString(), "varlog%2Fsystem", "WARNING");
                yield json.put("textPayload", text);
            }
            case Entry.Request(var request) -> request(request);
        };
    }

    private static ObjectNode line(Entry.Line line) {
        var stream = line.stream().name().toLowerCase(Locale.ROOT);
        var json = head(line.revision(), line.instance(), line.at().toString(), stream, "DEFAULT");
        var structured = structured(line.text());
        return structured == null ? json.put("textPayload", line.text()) : lift(json, structured, line.revision());
    }

    private static @Nullable ObjectNode structured(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return null;
        }
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    /** Moves the fields that mean something to Cloud Logging out of the payload. */
    private static ObjectNode lift(ObjectNode json, ObjectNode payload, RevisionName revision) {
        var severity = payload.path("severity").asText("").toUpperCase(Locale.ROOT);
        if (SEVERITIES.contains(severity)) {
            json.put("severity", severity);
            payload.remove("severity");
        }
        var trace = payload.remove(PREFIX + "trace");
        if (trace != null && trace.isTextual()) {
            json.put("trace", trace(revision, trace.asText()));
        }
        for (var name : new String[] {"spanId", "trace_sampled", "operation", "sourceLocation"}) {
            var value = payload.remove(PREFIX + name);
            if (value != null) {
                json.set(name.equals("trace_sampled") ? "traceSampled" : name, value);
            }
        }
        if (payload.remove(PREFIX + "labels") instanceof ObjectNode labels) {
            ((ObjectNode) json.get("labels")).setAll(labels);
        }
        var request = payload.remove("httpRequest");
        if (request != null) {
            json.set("httpRequest", request);
        }
        json.set("jsonPayload", payload);
        return json;
    }

    private static String trace(RevisionName revision, String trace) {
        return trace.startsWith("projects/")
                ? trace
                : "projects/" + revision.service().project() + "/traces/" + trace;
    }

    private static ObjectNode request(RequestRecord request) {
        var json = head(
                request.revision(),
                request.instance(),
                request.at().toString(),
                "requests",
                severity(request.status()));
        if (request.refusal() != null && (request.status() == 429 || request.status() == 500)) {
            json.put("textPayload", NO_INSTANCE);
        }
        var http = json.putObject("httpRequest");
        http.put("requestMethod", request.method());
        http.put("requestUrl", request.url());
        http.put("requestSize", Long.toString(request.requestBytes()));
        http.put("status", request.status());
        http.put("responseSize", Long.toString(request.responseBytes()));
        if (request.userAgent() != null) {
            http.put("userAgent", request.userAgent());
        }
        http.put("remoteIp", request.remoteIp());
        if (request.referer() != null) {
            http.put("referer", request.referer());
        }
        http.put(
                "latency",
                BigDecimal.valueOf(request.latency().toNanos(), 9)
                                .stripTrailingZeros()
                                .toPlainString() + "s");
        http.put("protocol", request.protocol());
        json.put("trace", trace(request.revision(), request.traceId()));
        json.put("spanId", request.spanId());
        json.put("traceSampled", request.traceSampled());
        return json;
    }

    private static String severity(int status) {
        if (status >= 500) {
            return "ERROR";
        }
        return status >= 400 ? "WARNING" : "INFO";
    }

    private static ObjectNode head(
            RevisionName revision, @Nullable InstanceId instance, String timestamp, String log, String severity) {
        var service = revision.service();
        var json = JSON.createObjectNode();
        json.put("timestamp", timestamp);
        json.put("severity", severity);
        json.put("logName", "projects/" + service.project() + "/logs/run.googleapis.com%2F" + log);
        var resource =
                json.putObject("resource").put("type", "cloud_run_revision").putObject("labels");
        resource.put("project_id", service.project());
        resource.put("location", service.region());
        resource.put("service_name", service.service());
        resource.put("revision_name", revision.revision());
        resource.put("configuration_name", service.service());
        var labels = json.putObject("labels");
        if (instance != null) {
            labels.put("instanceId", instance.value());
        }
        return json;
    }
}
