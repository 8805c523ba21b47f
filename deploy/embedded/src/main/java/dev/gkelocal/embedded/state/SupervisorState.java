package dev.gkelocal.embedded.state;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gkelocal.embedded.process.ProcessIdentity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code run/supervisor.json} says.
 *
 * @param launch token of the {@code up} that started it
 * @param settings hash of the effective settings it was started with
 * @param failure why it failed, for the user, else empty
 * @param exitCode the supervisor's exit code after a failure, else 0
 */
public record SupervisorState(
        ProcessIdentity supervisor,
        PlatformPhase phase,
        Instant startedAt,
        Path dist,
        String launch,
        String settings,
        String failure,
        int exitCode,
        List<ChildReport> children) {
    public SupervisorState {
        children = List.copyOf(children);
    }

    /** Whether the supervisor that wrote this still runs. */
    public boolean isAlive() {
        return supervisor.isAlive();
    }

    public void write(StateFolder folder) throws IOException {
        AtomicFile.write(folder.supervisor(), json());
    }

    /** Empty when there is no record, or none that can be understood. */
    public static Optional<SupervisorState> read(StateFolder folder) {
        return parse(text(folder));
    }

    /** The text of the record as it is now, for who asks often whether it changed; empty when there is none. */
    public static byte[] text(StateFolder folder) {
        try {
            return Files.readAllBytes(folder.supervisor());
        } catch (IOException _) {
            return new byte[0];
        }
    }

    /** Empty for a text that is no record. */
    public static Optional<SupervisorState> parse(byte[] text) {
        try {
            return parse(JsonObject.parse(text));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<SupervisorState> parse(JsonObject json) {
        return Recorded.identity(json)
                .map(identity -> new SupervisorState(
                        identity,
                        Names.parse(PlatformPhase.class, json.text("state", "")).orElse(PlatformPhase.FAILED),
                        Names.instant(json.text("startedAt", "")).orElse(Instant.EPOCH),
                        Path.of(json.text("dist", "")),
                        json.text("launch", ""),
                        json.text("settings", ""),
                        json.text("failure", ""),
                        (int) json.number("exitCode", 0),
                        json.children("children").stream()
                                .map(ChildReport::read)
                                .toList()));
    }

    private String json() throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JsonObject.JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("pid", supervisor.pid());
            json.writeStringField("startTime", supervisor.start());
            json.writeStringField("state", Names.of(phase));
            json.writeStringField("startedAt", startedAt.toString());
            json.writeStringField("dist", dist.toString());
            json.writeStringField("launch", launch);
            json.writeStringField("settings", settings);
            json.writeStringField("failure", failure);
            json.writeNumberField("exitCode", exitCode);
            json.writeArrayFieldStart("children");
            for (var child : children) {
                child.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
