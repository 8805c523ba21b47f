package dev.gkelocal.embedded.state;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gkelocal.embedded.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run/supervisor.json} says of one process.
 *
 * @param identity absent while none runs
 * @param since when it came into this phase
 * @param restarts how often it was started again since the platform came up
 * @param lastExit how the previous one ended, e.g. {@code exit code 1} or {@code signal 9}; empty when none did
 * @param nextStart when it is started again, while backing off
 * @param detail what a reader should know of the phase, or empty
 * @param archive whether it runs with a class archive
 */
public record ChildReport(
        String name,
        ChildPhase phase,
        @Nullable ProcessIdentity identity,
        Instant since,
        int restarts,
        String lastExit,
        @Nullable Instant nextStart,
        String detail,
        Path log,
        Map<String, Integer> ports,
        boolean archive) {
    public ChildReport {
        ports = Map.copyOf(ports);
    }

    public Optional<ProcessIdentity> process() {
        return Optional.ofNullable(identity);
    }

    public Optional<Instant> next() {
        return Optional.ofNullable(nextStart);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("state", Names.of(phase));
        if (identity != null) {
            json.writeNumberField("pid", identity.pid());
            json.writeStringField("startTime", identity.start());
        }
        json.writeStringField("since", since.toString());
        json.writeNumberField("restarts", restarts);
        json.writeStringField("lastExit", lastExit);
        if (nextStart != null) {
            json.writeStringField("nextStart", nextStart.toString());
        }
        json.writeStringField("detail", detail);
        json.writeStringField("log", log.toString());
        json.writeBooleanField("archive", archive);
        json.writeObjectFieldStart("ports");
        for (var port : ports.entrySet()) {
            json.writeNumberField(port.getKey(), port.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static ChildReport read(JsonObject json) {
        return new ChildReport(
                json.text("name", "?"),
                Names.parse(ChildPhase.class, json.text("state", "")).orElse(ChildPhase.STOPPED),
                Recorded.identity(json).orElse(null),
                Names.instant(json.text("since", "")).orElse(Instant.EPOCH),
                (int) json.number("restarts", 0),
                json.text("lastExit", ""),
                Names.instant(json.text("nextStart", "")).orElse(null),
                json.text("detail", ""),
                Path.of(json.text("log", "")),
                json.child("ports").map(JsonObject::numbers).orElse(Map.of()),
                json.text("archive", "").equals("true"));
    }
}
