package dev.gkelocal.config.reference;

import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import java.util.stream.Collectors;

/** {@code docs/reference/configuration.md}. */
final class ReferencePage {
    private static final String HEAD = """
            # Configuration

            <!-- Made from the description of the keys (platform-api/config). Do not edit; after a change of the keys:
                 ./mvnw -pl platform-api/config -am test -Dgkelocal.regenerate=true -->

            A project is a folder with a `gke-local.yaml`; commands look for it upwards from the current folder. Every key has a default
            but `project_name`. Values are laid over each other in this order, the later wins; maps are joined by key, everything else,
            lists included, is replaced:

            1. the defaults below
            2. `gke-local.yaml`
            3. `gke-local.<environment>.yaml`, where there is one; the environment is that of the flag, else of `GKE_LOCAL_ENVIRONMENT`,
               else of the key `environment`
            4. environment variables, as below; lists are separated by commas
            5. flags: `--set key=value`

            `gke-local config show` prints the result, `gke-local config show --origin` also where each value came from, and
            `gke-local validate` checks the files. Unknown keys, keys given twice and values of the wrong form are errors.

            Durations are whole numbers with a unit, `ms`, `s`, `m` or `h`, largest unit first: `500ms`, `15m`, `1h30m`. Sizes have the units
            `B`, `KiB`, `MiB` and `GiB`: `64MiB`. Text that looks like a number or a flag goes in quotes: `"1.34"`. No two ports may be equal,
            unless they are 0.

            Editors check the file as you type with [gke-local.schema.json](gke-local.schema.json); the first line of a file that
            `gke-local init` makes tells them so.

            """;

    private ReferencePage() {}

    static String generate() {
        var page = new StringBuilder(HEAD);
        page.append(renewed());
        var section = "?";
        for (var key : Keys.all()) {
            var parent = key.path().contains(".") && Keys.sections().containsKey(parent(key)) ? parent(key) : "";
            if (!parent.equals(section)) {
                page.append(heading(parent));
                section = parent;
            }
            page.append(row(key));
        }
        return page.toString();
    }

    private static String renewed() {
        var keys = Keys.all().stream()
                .filter(key -> key.renewedFrom() != null)
                .map(key -> "`%s` %s (was %s)".formatted(key.path(), key.fallback(), key.renewedFrom()))
                .collect(Collectors.joining(", "));
        return "Defaults renewed from the first version of this format: " + keys + ".\n";
    }

    private static String heading(String section) {
        return section.isEmpty()
                ? "\n## Top level\n\n" + TABLE
                : "\n## " + section + "\n\n" + Keys.sections().get(section) + "\n\n" + TABLE;
    }

    private static final String TABLE = """
            | key | default | value | meaning | variable |
            |---|---|---|---|---|
            """;

    private static String row(Key key) {
        return "| `%s` | %s | %s | %s | `%s` |\n"
                .formatted(
                        key.path(),
                        fallback(key),
                        key.type().words().replace("|", "\\|"),
                        key.doc(),
                        key.variable() + (key.isMap() ? "<NAME>" : ""));
    }

    private static String fallback(Key key) {
        if (key.isRequired()) {
            return "required";
        }
        if (key.isMap()) {
            return "none";
        }
        return key.fallback().isEmpty() ? "empty" : "`" + key.fallback() + "`";
    }

    private static String parent(Key key) {
        return key.path().substring(0, key.path().lastIndexOf('.'));
    }
}
