package dev.gkelocal.config.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Values as the system properties that one process gives to another: {@code gkelocal.} and the path; a map as a property for each entry,
 * a list in one property or, where an item has a comma, in {@code path[0]}, {@code path[1]} and so on.
 */
public final class PropertyForm {
    public static final String PREFIX = "gkelocal.";

    private PropertyForm() {}

    /**
     * Every key but the secrets, which other users of the machine could read in a process's arguments.
     */
    public static Properties write(Values values) {
        var properties = new Properties();
        for (var key : Keys.all()) {
            if (!key.isSecret()) {
                write(key, values.get(key.path()), properties);
            }
        }
        return properties;
    }

    private static void write(Key key, Object value, Properties to) {
        var name = PREFIX + key.path();
        if (key.isMap()) {
            Values.textsByName(value).forEach((entry, text) -> to.setProperty(name + "." + entry, text));
        } else if (key.isList() && !TextList.isWritable(Values.texts(value))) {
            var items = Values.texts(value);
            for (var i = 0; i < items.size(); i++) {
                to.setProperty(name + "[" + i + "]", items.get(i));
            }
        } else {
            to.setProperty(name, key.type().write(value));
        }
    }

    /**
     * The inverse: absent keys have their defaults, other properties are not looked at.
     *
     * @throws IllegalArgumentException naming every property whose value its key refuses
     */
    public static Values read(Properties properties) {
        var given = new LinkedHashMap<String, Object>();
        var problems = new ArrayList<String>();
        for (var key : Keys.all()) {
            read(
                    key,
                    properties,
                    value -> given.put(key.path(), value),
                    why -> problems.add(PREFIX + key.path() + ": " + why));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return Values.of(given);
    }

    private static void read(Key key, Properties from, Consumer<Object> value, Consumer<String> problem) {
        var name = PREFIX + key.path();
        var text = from.getProperty(name);
        if (key.isMap()) {
            value.accept(entries(name + ".", from));
        } else if (text != null) {
            key.type().read(text).give(value, problem);
        } else if (from.getProperty(name + "[0]") != null) {
            value.accept(items(name, from));
        }
    }

    private static Map<String, String> entries(String prefix, Properties properties) {
        var entries = new LinkedHashMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                entries.put(name.substring(prefix.length()), properties.getProperty(name));
            }
        }
        return Map.copyOf(entries);
    }

    private static List<String> items(String name, Properties properties) {
        var items = new ArrayList<String>();
        for (var item = properties.getProperty(name + "[0]"); item != null; ) {
            items.add(item);
            item = properties.getProperty(name + "[" + items.size() + "]");
        }
        return List.copyOf(items);
    }
}
