package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of what Autopilot charges. A figure that a region lacks is reckoned from another region's by the ratio of their
 * general-purpose vCPU prices; a Spot figure that no region has, by general-purpose's Spot discount. Such figures say so.
 */
public final class PriceList {
    static final String ON_DEMAND = "on-demand";
    static final String SPOT = "spot";
    private static final String GENERAL_PURPOSE = "general-purpose";
    private static final String HOME = "us-central1";
    private static final int DECIMALS = 10;

    record Key(String what, String rateClass, String region, String option) {
        Key in(String other) {
            return new Key(what, rateClass, other, option);
        }
    }

    record Figure(BigDecimal usd, Certainty certainty, String source) {}

    private final Map<Key, Figure> figures = new LinkedHashMap<>();

    private PriceList(DataTable table) {
        for (var row : table.rows()) {
            var key = new Key(cell(row, "what"), cell(row, "class"), cell(row, "region"), cell(row, "option"));
            var certainty = Certainty.valueOf(cell(row, "certainty").toUpperCase(Locale.ROOT));
            figures.put(key, new Figure(new BigDecimal(cell(row, "usd")), certainty, cell(row, "source")));
        }
    }

    public static PriceList bundled() {
        return Bundled.LIST;
    }

    private static final class Bundled {
        private static final PriceList LIST = new PriceList(DataTable.read(PriceList.class, "prices.tsv"));
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    /** When the figures were read. */
    public LocalDate dated() {
        return LocalDate.of(2026, 11, 23);
    }

    /** A figure that is the same everywhere. */
    Figure global(String what, String option) {
        return Optional.ofNullable(figures.get(new Key(what, "", "", option)))
                .orElseThrow(() -> new IllegalStateException("prices.tsv lacks " + what + " " + option));
    }

    Figure figure(Key key) {
        var exact = figures.get(key);
        if (exact != null) {
            return exact;
        }
        return elsewhere(key).orElseGet(() -> fallback(key));
    }

    private Optional<Figure> elsewhere(Key key) {
        var home = Optional.ofNullable(figures.get(key.in(HOME))).map(it -> Map.entry(key.in(HOME), it));
        return home.or(() -> figures.entrySet().stream()
                        .filter(it -> it.getKey().in("").equals(key.in("")))
                        .findFirst())
                .map(it -> moved(it.getValue(), it.getKey().region(), key.region()));
    }

    private Figure moved(Figure figure, String from, String to) {
        var usd = figure.usd
                .multiply(level(to), MathContext.DECIMAL64)
                .divide(level(from), DECIMALS, RoundingMode.HALF_UP);
        var known = isKnown(from) && isKnown(to);
        return new Figure(
                usd.stripTrailingZeros(),
                figure.certainty.and(known ? Certainty.DERIVED : Certainty.ASSUMED),
                known ? "from " + from : "no figure for " + to + ": " + from + "'s");
    }

    private boolean isKnown(String region) {
        return figures.containsKey(new Key("vcpu", GENERAL_PURPOSE, region, ON_DEMAND));
    }

    /** General-purpose vCPU price: how dear the region is. Unknown regions count as the home region. */
    private BigDecimal level(String region) {
        var known = figures.get(new Key("vcpu", GENERAL_PURPOSE, isKnown(region) ? region : HOME, ON_DEMAND));
        return known == null ? BigDecimal.ONE : known.usd;
    }

    private Figure fallback(Key key) {
        if (key.option.equals(SPOT) && !key.rateClass.equals(GENERAL_PURPOSE) && !key.what.startsWith("ephemeral")) {
            var full = figure(new Key(key.what, key.rateClass, key.region, ON_DEMAND));
            var general = figure(new Key(key.what, GENERAL_PURPOSE, key.region, ON_DEMAND));
            var spot = figure(new Key(key.what, GENERAL_PURPOSE, key.region, SPOT));
            var usd = full.usd.multiply(spot.usd).divide(general.usd, DECIMALS, RoundingMode.HALF_UP);
            return new Figure(
                    usd.stripTrailingZeros(), Certainty.ASSUMED, "general-purpose's Spot discount on " + key.rateClass);
        }
        if (key.what.startsWith("ephemeral") && !key.equals(storage(key))) {
            return figure(storage(key));
        }
        throw new IllegalStateException("prices.tsv lacks " + key);
    }

    /** Ephemeral storage costs the same in every class, and no less on Spot. */
    private static Key storage(Key key) {
        return new Key(key.what, GENERAL_PURPOSE, key.region, ON_DEMAND);
    }
}
