package dev.gkelocal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Full name of a revision: {@code projects/P/locations/R/services/S/revisions/V}. */
public record RevisionName(ServiceName service, String revision) {
    public RevisionName {
        Segments.requireSegment("revision", revision);
    }

    /** @throws IllegalArgumentException when the text is not of the form above */
    @JsonCreator
    public static RevisionName parse(String text) {
        var parts = Segments.split(text, "projects", "locations", "services", "revisions");
        return new RevisionName(new ServiceName(parts[0], parts[1], parts[2]), parts[3]);
    }

    @Override
    @JsonValue
    public String toString() {
        return service + "/revisions/" + revision;
    }
}
