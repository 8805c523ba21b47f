package dev.gkelocal.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;

/** What a service answered; {@code body} is an empty object when it was not JSON. */
public record Answer(int status, JsonNode body) {
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    public boolean notFound() {
        return status == 404;
    }

    /** The body of a success; anything else ends the command with Google's status and message. */
    public JsonNode orFail() {
        if (succeeded()) {
            return body;
        }
        throw new CommandFailed(exitCode(), message());
    }

    private String message() {
        var error = body.path("error");
        if (error.path("message").asText("").isEmpty()) {
            return "the platform answered HTTP " + status + (body.isEmpty() ? " and does not say why" : ": " + body);
        }
        var message = error.path("message").asText();
        var text = new StringBuilder(error.path("status").asText("HTTP " + status))
                .append(": ")
                .append(message);
        error.path("details")
                .forEach(detail -> detail.path("fieldViolations").forEach(violation -> {
                    var description = Json.text(violation, "description");
                    if (!message.contains(description)) {
                        text.append("\n- ")
                                .append(Json.text(violation, "field"))
                                .append(": ")
                                .append(description);
                    }
                }));
        return text.toString();
    }

    private ExitCode exitCode() {
        return switch (status) {
            case 404 -> ExitCode.NOT_FOUND;
            case 503 -> ExitCode.PRECONDITION;
            case 504 -> ExitCode.TIMED_OUT;
            default -> ExitCode.FAILED;
        };
    }
}
