package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.control.Refusal;
import dev.gkelocal.cloudrun.core.validation.Violation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** Answers of the API; errors as {@code google.rpc.Status} inside {@code error} (cloudrun sheet 3.2). */
final class Answers {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Canonical codes with their HTTP status. */
    enum Code {
        INVALID_ARGUMENT(400),
        FAILED_PRECONDITION(400),
        PERMISSION_DENIED(403),
        NOT_FOUND(404),
        ALREADY_EXISTS(409),
        ABORTED(409),
        INTERNAL(500),
        UNIMPLEMENTED(501),
        UNAVAILABLE(503);

        private final int http;

        Code(int http) {
            this.http = http;
        }
    }

    private Answers() {}

    static Response ok(JsonNode body) {
        return answer(200, body);
    }

    static Response error(Code code, String message) {
        return error(code.http, code.name(), message, List.of());
    }

    static Response invalid(List<Violation> violations) {
        var message = violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
        return error(Code.INVALID_ARGUMENT.http, Code.INVALID_ARGUMENT.name(), message, violations);
    }

    static Response error(int http, String status, String message, List<Violation> violations) {
        var body = JSON.createObjectNode();
        var error = body.putObject("error");
        error.put("code", http);
        error.put("message", message);
        error.put("status", status);
        if (!violations.isEmpty()) {
            ObjectNode detail = error.putArray("details").addObject();
            detail.put("@type", "type.googleapis.com/google.rpc.BadRequest");
            var fields = detail.putArray("fieldViolations");
            violations.forEach(it -> fields.addObject().put("field", it.path()).put("description", it.message()));
        }
        return answer(http, body);
    }

    static Response of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Invalid(var violations) -> invalid(violations);
            case Refusal.NotFound(var message) -> error(Code.NOT_FOUND, message);
            case Refusal.AlreadyExists(var message) -> error(Code.ALREADY_EXISTS, message);
            case Refusal.Aborted(var message) -> error(Code.ABORTED, message);
            case Refusal.FailedPrecondition(var message) -> error(Code.FAILED_PRECONDITION, message);
            case Refusal.OnlyValidated _ -> throw new IllegalStateException("a validation is no refusal");
        };
    }

    static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static Response answer(int status, JsonNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                .entity(bytes(body))
                .build();
    }
}
