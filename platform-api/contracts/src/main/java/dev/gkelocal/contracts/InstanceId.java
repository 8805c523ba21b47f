package dev.gkelocal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Opaque id of one instance of a revision, unique for ever. */
public record InstanceId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InstanceId {
        Segments.requireSegment("instance id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
