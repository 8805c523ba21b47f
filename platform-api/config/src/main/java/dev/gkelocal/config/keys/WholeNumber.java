package dev.gkelocal.config.keys;

import java.util.Map;

/** A whole number in a closed range; a {@link Long}. */
record WholeNumber(long least, long most) implements Integral {

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
    public String words() {
        return "a whole number from " + least + " to " + most;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer", "minimum", least, "maximum", most);
    }
}
