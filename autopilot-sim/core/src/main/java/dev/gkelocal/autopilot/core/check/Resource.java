package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Locale;

/** How the API names the kind of an object, without asking a server: by regular plurals. */
final class Resource {
    private Resource() {}

    static String of(Value object) {
        var kind = object.get("kind").text().toLowerCase(Locale.ROOT);
        if (kind.equals("endpoints")) {
            return kind;
        }
        if (kind.endsWith("y") && !kind.endsWith("ey")) {
            return kind.substring(0, kind.length() - 1) + "ies";
        }
        return kind + (kind.endsWith("s") ? "es" : "s");
    }
}
