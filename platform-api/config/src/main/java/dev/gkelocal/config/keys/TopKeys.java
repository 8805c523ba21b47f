package dev.gkelocal.config.keys;

import java.util.List;

/** Keys outside of all sections (requirements sheet, section 4). */
final class TopKeys {
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
            new Key("environment_vars", new TextMap(), "", "Environment variables of every service.").withoutEffect(),
            new Key(
                            Keys.SECRETS,
                            new TextMap(),
                            "",
                            "Secret environment variables of every service; never printed. Better in `GKE_LOCAL_SECRETS_<NAME>` or an overlay that is not checked in.")
                    .withoutEffect(),
            new Key(Keys.WATCH_PATHS, new TextList(), "./src,./services", "Folders that hot reload watches.")
                    .withoutEffect(),
            new Key(
                            "ignore_patterns",
                            new TextList(),
                            "*.pyc,__pycache__,.git,node_modules,.venv",
                            "Names that hot reload does not look at.")
                    .withoutEffect());

    private TopKeys() {}
}
