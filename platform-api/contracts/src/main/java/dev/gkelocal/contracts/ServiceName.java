package dev.gkelocal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Full name of a Cloud Run service: {@code projects/P/locations/R/services/S}. */
public record ServiceName(String project, String region, String service) {
    public ServiceName {
        Segments.requireSegment("project", project);
        Segments.requireSegment("region", region);
        Segments.requireSegment("service", service);
    }

    /** @throws IllegalArgumentException when the text is not of the form above */
    @JsonCreator
    public static ServiceName parse(String text) {
        var parts = Segments.split(text, "projects", "locations", "services");
        return new ServiceName(parts[0], parts[1], parts[2]);
    }

    /** The collection that the service is in: {@code projects/P/locations/R}. */
    public String parent() {
        return "projects/" + project + "/locations/" + region;
    }

    public RevisionName revision(String revision) {
        return new RevisionName(this, revision);
    }

    @Override
    @JsonValue
    public String toString() {
        return parent() + "/services/" + service;
    }
}
