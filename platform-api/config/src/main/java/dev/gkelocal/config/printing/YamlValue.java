package dev.gkelocal.config.printing;

import dev.gkelocal.config.keys.Key;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** One value as YAML on one line that reads back as the same. */
public final class YamlValue {
    private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(true);
    /** Besides letters and digits, what a plain text may hold anywhere; more would be allowed, in some places. */
    private static final String PLAIN = "._/+$";

    private static final String PLAIN_INSIDE = "._/+$-";

    private YamlValue() {}

    /** @param value of the class that the key's type names; not of a map */
    public static String of(Key key, Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(item -> text(item.toString())).collect(Collectors.joining(", ", "[", "]"));
        }
        var written = key.type().write(value);
        return key.type().isText() ? text(written) : written;
    }

    /** Plain where that is safe, else in double quotes. */
    public static String text(String value) {
        return isPlain(value) ? value : JsonText.quoted(value);
    }

    private static boolean isPlain(String value) {
        for (var i = 0; i < value.length(); i++) {
            var letter = value.charAt(i);
            var isWordLike = letter < 0x7f && Character.isLetterOrDigit(letter);
            if (!isWordLike && (i == 0 ? PLAIN : PLAIN_INSIDE).indexOf(letter) < 0) {
                return false;
            }
        }
        return !value.isEmpty() && RESOLVER.resolve(value, true).equals(Tag.STR);
    }
}
