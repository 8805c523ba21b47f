package dev.gkelocal.config.keys;

import java.util.Map;

/** A TCP port; an {@link Integer}. 0, where it is allowed, takes any free one. */
record Port(int least) implements Integral {
    private static final int MOST = 65_535;

    @Override
    public Reading read(String text) {
        try {
            var number = Integer.parseInt(text);
            return number >= least && number <= MOST
                    ? new Reading.Good(number)
                    : new Reading.Bad(number + " is not a port; write " + words());
        } catch (NumberFormatException _) {
            return new Reading.Bad("\"" + text + "\" is not a port; write " + words());
        }
    }

    @Override
    public String words() {
        return "a port from " + least + " to " + MOST + (least == 0 ? " (0 takes any free one)" : "");
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer", "minimum", least, "maximum", MOST);
    }
}
