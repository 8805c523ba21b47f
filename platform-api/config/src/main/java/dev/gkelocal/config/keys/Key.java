package dev.gkelocal.config.keys;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key of {@code gke-local.yaml}.
 *
 * @param path dotted, in snake case
 * @param fallback the default in the form that {@link ValueType#write} makes; of a map always empty
 * @param doc one sentence: meaning, unit where the type does not say it, source
 * @param renewedFrom the original's default where ours is newer (requirements sheet, section 4)
 * @param effective whether anything acts on it
 */
public record Key(
        String path,
        ValueType type,
        String fallback,
        String doc,
        @Nullable String renewedFrom,
        boolean effective) {

    Key(String path, ValueType type, String fallback, String doc) {
        this(path, type, fallback, doc, null, true);
    }

    Key renewedFrom(String original) {
        return new Key(path, type, fallback, doc, original, effective);
    }

    /** Files may give it, since the format has it; what it names is not built. */
    Key withoutEffect() {
        return new Key(path, type, fallback, doc + " Has no effect yet.", renewedFrom, false);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The environment variable that sets it; of a map, the prefix of those that set an entry. */
    public String variable() {
        return Keys.VARIABLE_PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT) + (isMap() ? "_" : "");
    }

    /** Whether its values must not be shown. */
    public boolean isSecret() {
        return path.equals(Keys.SECRETS);
    }

    public boolean isMap() {
        return type instanceof TextMap;
    }

    public boolean isList() {
        return type instanceof TextList;
    }

    public boolean isPort() {
        return type instanceof Port;
    }

    /** Whether a file must give it. */
    public boolean isRequired() {
        return path.equals(Keys.PROJECT_NAME);
    }

    /** The default in the class that the type names. */
    public Object fallbackValue() {
        if (type.read(fallback) instanceof Reading.Good(var value)) {
            return value;
        }
        throw new IllegalStateException("the default of " + path + " breaks its own rule");
    }
}
