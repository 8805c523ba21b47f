package dev.gkelocal.platform.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor wrote of itself and its children in {@code run/supervisor.json}. Fields that this build does not
 * know are passed over.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SupervisorFile(
        long pid,
        @Nullable String state,
        @Nullable Instant startedAt,
        @Nullable List<Child> children) {
    private static final Logger LOG = Logger.getLogger(SupervisorFile.class);

    /**
     * One process.
     *
     * @param pid absent while none runs
     * @param since when it came into its state
     * @param ports by purpose
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Child(
            String name,
            @Nullable String state,
            @Nullable Long pid,
            @Nullable Instant since,
            int restarts,
            @Nullable String lastExit,
            @Nullable String detail,
            @Nullable Map<String, Integer> ports) {
        Map<String, Integer> portsOrNone() {
            return Objects.requireNonNullElse(ports, Map.of());
        }
    }

    List<Child> childrenOrNone() {
        return Objects.requireNonNullElse(children, List.of());
    }

    /** Empty when no supervisor runs this service, or its file cannot be read now. */
    static Optional<SupervisorFile> read(Path stateDir, ObjectMapper json) {
        var file = stateDir.resolve("run/supervisor.json").toFile();
        if (!file.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(file, SupervisorFile.class));
        } catch (IOException e) {
            LOG.warnf("supervisor record unreadable file=%s reason=%s", file, e.getMessage());
            return Optional.empty();
        }
    }
}
