package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.EntryName;
import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of environment variables and of flags: each one text. */
final class TextLayer {
    private static final int TYPING_ERRORS = 2;

    private TextLayer() {}

    static Layer ofVariables(Map<String, String> variables) {
        var layer = new Layer();
        for (var key : Keys.all()) {
            if (key.isMap()) {
                entries(key, variables, layer);
            } else {
                var text = variables.get(key.variable());
                if (text != null) {
                    read(key, text, new Origin.Variable(key.variable()), layer);
                }
            }
        }
        var home = variables.get(Keys.HOME_VARIABLE);
        var stateDir = Keys.find(Keys.STATE_DIR);
        if (home != null && stateDir != null) {
            read(stateDir, home, new Origin.Variable(Keys.HOME_VARIABLE), layer);
        }
        return layer;
    }

    private static void entries(Key key, Map<String, String> variables, Layer layer) {
        new TreeMap<>(variables).forEach((name, text) -> {
            if (name.startsWith(key.variable())) {
                var entry = name.substring(key.variable().length());
                entry(key, entry, text, new Origin.Variable(name), layer);
            }
        });
    }

    /** Variables that are no key's, but nearly. */
    static List<Problem> misspelt(Map<String, String> variables) {
        var known = Keys.all().stream().map(Key::variable).toList();
        var warnings = new ArrayList<Problem>();
        for (var name : variables.keySet().stream().sorted().toList()) {
            if (!name.startsWith(Keys.VARIABLE_PREFIX) || isKnown(name, known)) {
                continue;
            }
            var near = Suggestion.nearest(name, known, TYPING_ERRORS);
            if (!near.isEmpty()) {
                warnings.add(new Problem(name, "", "sets no key; did you mean " + near + "?"));
            }
        }
        return warnings;
    }

    private static boolean isKnown(String name, List<String> known) {
        return name.equals(Keys.HOME_VARIABLE)
                || known.contains(name)
                || known.stream().anyMatch(prefix -> prefix.endsWith("_") && name.startsWith(prefix));
    }

    static Layer ofFlags(Map<String, String> flags) {
        var layer = new Layer();
        var at = new Origin.Flag();
        flags.forEach((path, text) -> {
            var key = Keys.find(path);
            var parent = Keys.find(path.substring(0, Math.max(0, path.lastIndexOf('.'))));
            if (key != null && !key.isMap()) {
                read(key, text, at, layer);
            } else if (parent != null && parent.isMap()) {
                entry(parent, path.substring(parent.path().length() + 1), text, at, layer);
            } else if (key != null) {
                layer.problem(at, path, "is a map; set one entry: --set " + path + ".NAME=VALUE");
            } else if (Keys.sections().containsKey(path)) {
                layer.problem(at, path, "is a section; set one key of it: --set " + path + ".KEY=VALUE");
            } else {
                layer.problem(at, path, Suggestion.forUnknownKey(path));
            }
        });
        return layer;
    }

    private static void entry(Key key, String name, String text, Origin at, Layer layer) {
        var wrongName = EntryName.wrong(name);
        if (wrongName.isEmpty()) {
            layer.put(key.path() + "." + name, text, at);
        } else {
            layer.problem(at, key.path(), wrongName);
        }
    }

    private static void read(Key key, String text, Origin at, Layer layer) {
        key.type()
                .read(text)
                .give(value -> layer.put(key.path(), value, at), why -> layer.problem(at, key.path(), why));
    }
}
