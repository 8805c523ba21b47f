package dev.gkelocal.config.keys;

import java.util.List;

/** Identity: the project as its user, and as Google Cloud, names it. */
final class ProjectKeys {
    private static final long TWELVE_DIGITS = 999_999_999_999L;

    static final List<Key> KEYS = List.of(
            new Key(
                    Keys.PROJECT_NAME,
                    new Text(TextRule.PROJECT_NAME),
                    "gke-local",
                    "Name of the project; lower-cased."),
            new Key(
                    Keys.ENVIRONMENT,
                    new Text(TextRule.ENVIRONMENT),
                    "local",
                    "Which overlay `gke-local.<environment>.yaml` is laid over the file."),
            new Key(
                    "log_level",
                    new Choice("debug", "info", "warning", "error"),
                    "info",
                    "Least severe line that the platform's own logs keep."),
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
