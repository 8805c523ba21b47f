package dev.gkelocal.platform.alerts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager's API v2 takes it.
 *
 * @param startsAt absent or in the year 1: now
 * @param endsAt when it is over unless it is sent again; absent or in the year 1: some minutes from now
 * @param generatorUrl where the sender shows the expression
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostableAlert(
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> annotations,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable @JsonProperty("generatorURL") String generatorUrl) {

    Map<String, String> labelsOrNone() {
        return Objects.requireNonNullElse(labels, Map.of());
    }

    Map<String, String> annotationsOrNone() {
        return Objects.requireNonNullElse(annotations, Map.of());
    }
}
