package dev.gkelocal.config.keys;

import java.util.List;

/** What the user's services are given and what is watched (requirements sheet, section 4). */
final class FileKeys {
    static final List<Key> KEYS = List.of(
            new Key("environment_vars", new TextMap(), "", "Environment variables of every service."),
            new Key(
                    Keys.SECRETS,
                    new TextMap(),
                    "",
                    "Secret environment variables of every service; never printed. Better in `GKE_LOCAL_SECRETS_<NAME>` or an overlay that is not checked in."),
            new Key(Keys.WATCH_PATHS, new TextList(), "./src,./services", "Folders that hot reload watches."),
            new Key(
                    "ignore_patterns",
                    new TextList(),
                    "*.pyc,__pycache__,.git,node_modules,.venv",
                    "Names that hot reload does not look at."));

    private FileKeys() {}
}
