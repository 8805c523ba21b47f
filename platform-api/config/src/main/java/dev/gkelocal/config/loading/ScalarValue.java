package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.Reading;
import dev.gkelocal.config.keys.Scalar;
import dev.gkelocal.config.keys.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One value of a file, read as what its key holds. */
final class ScalarValue {
    private static final Map<Tag, Scalar> FORMS = Map.of(
            Tag.STR, Scalar.TEXT,
            Tag.INT, Scalar.WHOLE,
            Tag.FLOAT, Scalar.DECIMAL,
            Tag.BOOL, Scalar.FLAG,
            Tag.NULL, Scalar.NOTHING);

    private final Reading reading;

    private ScalarValue(Reading reading) {
        this.reading = reading;
    }

    void into(Layer layer, String path, Origin at) {
        reading.give(value -> layer.put(path, value, at), why -> layer.problem(at, path, why));
    }

    static ScalarValue read(ScalarNode node, ValueType type) {
        var form = FORMS.get(node.getTag());
        var unfit = unfit(node, form);
        if (form == null || !unfit.isEmpty()) {
            return new ScalarValue(new Reading.Bad(unfit));
        }
        var reading = type.read(node.getValue());
        return new ScalarValue(
                reading instanceof Reading.Good && !type.scalars().contains(form)
                        ? new Reading.Bad(wrongForm(node.getValue(), form))
                        : reading);
    }

    /** Any text. */
    static ScalarValue readText(ScalarNode node, boolean secret) {
        var form = FORMS.get(node.getTag());
        var unfit = unfit(node, form);
        if (form == null || !unfit.isEmpty()) {
            return new ScalarValue(new Reading.Bad(unfit));
        }
        if (form == Scalar.TEXT) {
            return new ScalarValue(new Reading.Good(node.getValue()));
        }
        return new ScalarValue(new Reading.Bad(
                secret ? "is " + form.words() + ", not text; put it in quotes" : wrongForm(node.getValue(), form)));
    }

    private static String unfit(ScalarNode node, @Nullable Scalar form) {
        if (form == null) {
            return "has the tag " + node.getTag().getValue() + "; remove it: values have no tags here";
        }
        return form == Scalar.NOTHING ? "has no value; give it one, or remove the line" : "";
    }

    private static String wrongForm(String text, Scalar form) {
        return form == Scalar.TEXT
                ? "\"" + text + "\" is text; write it without quotes"
                : text + " is " + form.words() + ", not text; write \"" + text + "\" in quotes";
    }
}
