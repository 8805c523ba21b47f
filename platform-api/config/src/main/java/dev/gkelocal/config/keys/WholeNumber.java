package dev.gkelocal.config.keys;

import java.util.Map;
import java.util.Set;

/** A whole number in a closed range; a {@link Long}. */
record WholeNumber(long least, long most) implements ValueType {

    @Override
    public Reading read(String text) {
        try {
            var number = Long.parseLong(text);
            return number >= least && number <= most
                    ? new Reading.Good(number)
                    : new Reading.Bad(number + " is out of range; write " + words());
        } catch (NumberFormatException _) {
            return new Reading.Bad("\"" + text + "\" is not " + words() + "; write digits only");
        }
    }

    @Override
    public String write(Object value) {
        return value.toString();
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.WHOLE);
    }

    @Override
    public String words() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer", "minimum", least, "maximum", most);
    }
}
