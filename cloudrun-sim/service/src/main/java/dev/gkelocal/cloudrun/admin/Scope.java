package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.config.ProjectConfig;
import dev.gkelocal.contracts.ServiceName;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** The one project of this platform, and its regions. */
public final class Scope {
    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern SEGMENT = Pattern.compile("[^/\\s]{1,300}");

    private final ProjectConfig project;

    public Scope(ProjectConfig project) {
        this.project = project;
    }

    /** A place that a request names: one that exists, or the answer that says why not. */
    sealed interface Place {
        record Found(String project, String region) implements Place {
            ServiceName service(String service) {
                return new ServiceName(project, region, service);
            }
        }

        record Refused(Response answer) implements Place {}
    }

    /** @param named project by id or number */
    Place place(String named, String region) {
        if (!named.equals(project.id()) && !named.equals(Long.toString(project.number()))) {
            return new Place.Refused(Answers.error(
                    Answers.Code.PERMISSION_DENIED,
                    "Permission denied on resource project " + named + " (or it may not exist). This platform has the"
                            + " project '" + project.id() + "' only; project.id in gke-local.yaml names it."));
        }
        if (!REGION.matcher(region).matches()) {
            return new Place.Refused(Answers.error(
                    Answers.Code.INVALID_ARGUMENT,
                    "Location '" + region + "' is no region: name one, such as '" + project.region() + "'."));
        }
        return new Place.Found(project.id(), region);
    }

    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }

    String projectId() {
        return project.id();
    }

    String defaultRegion() {
        return project.region();
    }
}
