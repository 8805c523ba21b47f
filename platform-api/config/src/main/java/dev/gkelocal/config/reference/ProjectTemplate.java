package dev.gkelocal.config.reference;

import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.printing.YamlValue;

/** The {@code gke-local.yaml} that {@code init} makes: every key as a comment with its default, but for the project's name. */
public final class ProjectTemplate {
    private static final int WIDTH = 116;

    private ProjectTemplate() {}

    /** The first line of a file, which tells editors where its schema is; a path relative to the file, or an address. */
    public static String modeline(String schema) {
        return "# yaml-language-server: $schema=" + schema + "\n";
    }

    /**
     * @param projectName as the key's rule allows it
     * @param schema for the first line
     */
    public static String text(String projectName, String schema) {
        var text = new StringBuilder(modeline(schema));
        text.append("""

                # Configuration of GKE Local. Every key but project_name has a default, which stands below behind a #: remove it to
                # change it. A file gke-local.<environment>.yaml may hold other values for one environment.
                """);
        var section = "";
        for (var key : Keys.all()) {
            if (key.isRequired()) {
                text.append('\n').append(comment("", key.doc()));
                text.append(key.name())
                        .append(": ")
                        .append(YamlValue.text(projectName))
                        .append('\n');
                continue;
            }
            section = appendHeads(text, section, key);
            appendKey(text, key);
        }
        return text.toString();
    }

    private static String appendHeads(StringBuilder text, String from, Key key) {
        var parent = key.path().substring(0, Math.max(0, key.path().lastIndexOf('.')));
        if (parent.equals(from)) {
            return from;
        }
        text.append('\n');
        for (var dot = parent.indexOf('.'); ; dot = parent.indexOf('.', dot + 1)) {
            var path = dot < 0 ? parent : parent.substring(0, dot);
            if (!path.isEmpty() && !from.equals(path) && !from.startsWith(path + ".")) {
                var indent = indent(path);
                text.append(comment(indent, Keys.sections().getOrDefault(path, "")));
                text.append(indent)
                        .append(path.substring(path.lastIndexOf('.') + 1))
                        .append(":\n");
            }
            if (dot < 0) {
                return parent;
            }
        }
    }

    private static void appendKey(StringBuilder text, Key key) {
        var indent = indent(key.path());
        var value = key.isMap() ? "{}" : YamlValue.of(key, key.fallbackValue());
        text.append(comment(indent, key.doc()));
        text.append(indent)
                .append('#')
                .append(key.name())
                .append(": ")
                .append(value)
                .append('\n');
    }

    /** A comment begins with {@code #} and a blank, a key that is switched off with {@code #} alone. */
    private static String comment(String indent, String doc) {
        var lines = new StringBuilder();
        var line = new StringBuilder(indent + "# ");
        var room = line.length();
        for (var word : doc.split(" ", -1)) {
            if (line.length() > room && line.length() + word.length() >= WIDTH) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line.setLength(room);
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }

    private static String indent(String path) {
        return "  ".repeat((int) path.chars().filter(letter -> letter == '.').count());
    }
}
