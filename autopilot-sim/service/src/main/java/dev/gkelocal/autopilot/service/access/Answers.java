package dev.gkelocal.autopilot.service.access;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;

/** Answers of the service; errors as Kubernetes' {@code Status}. */
public final class Answers {
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

    private Answers() {}

    public static Response ok(Value body) {
        return of(200, body);
    }

    public static Response of(int code, Value body) {
        return Response.status(code).type(JSON).entity(Json.utf8(body)).build();
    }

    /** @param reason in Kubernetes' words, such as BadRequest */
    public static Response failure(int code, String reason, String message) {
        var status = new LinkedHashMap<String, Value>();
        status.put("kind", Value.of("Status"));
        status.put("apiVersion", Value.of("v1"));
        status.put("status", Value.of("Failure"));
        status.put("message", Value.of(message));
        status.put("reason", Value.of(reason));
        status.put("code", Value.of(code));
        return of(code, Value.of(status));
    }
}
