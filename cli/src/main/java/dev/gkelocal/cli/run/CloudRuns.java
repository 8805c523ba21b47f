package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.wire.LocalService;
import java.net.URI;
import java.time.Duration;

/** Finds the Admin API of a project's running platform. */
public final class CloudRuns {
    /** A build may install libraries, which takes minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private CloudRuns() {}

    public static CloudRun of(Project project) {
        var admin = project.endpoints().cloudRunAdmin();
        return new CloudRun(new LocalService("cloudrun-sim", URI.create(admin), PATIENCE), parent(project));
    }

    /** Where the services of a project are: {@code projects/P/locations/R}. */
    public static String parent(Project project) {
        return "projects/" + project.projectId() + "/locations/" + project.region();
    }
}
