package dev.gkelocal.config.keys;

import java.util.List;

/** The project as Google Cloud would name it. */
final class ProjectKeys {
    private static final long TWELVE_DIGITS = 999_999_999_999L;

    static final List<Key> KEYS = List.of(
            new Key("project.id", new Text(TextRule.PROJECT_ID), "gke-local-project", "Project id in resource names."),
            new Key(
                    "project.number",
                    new WholeNumber(1, TWELVE_DIGITS),
                    "123456789012",
                    "Project number in service addresses."),
            new Key(
                    "project.region",
                    new Text(TextRule.REGION),
                    "us-central1",
                    "Region used where a command names none."),
            new Key(
                    Keys.STATE_DIR,
                    new Folder(),
                    ".gke-local",
                    "Folder of all state, relative to the project; the variable `GKE_LOCAL_HOME` wins over it."));

    private ProjectKeys() {}
}
