package dev.gkelocal.autopilot.core.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What something costs while it is there, with its parts. */
public record Price(List<Part> parts) {
    /** Hours that price pages reckon a month with. */
    public static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    public static final Price FREE = new Price(List.of());

    public Price {
        parts = List.copyOf(parts);
    }

    /** @param quantity in the rate's unit */
    public record Part(BigDecimal quantity, Rate rate) {
        public BigDecimal usdPerHour() {
            return quantity.multiply(rate.usdPerHour());
        }
    }

    public BigDecimal usdPerHour() {
        return parts.stream().map(Part::usdPerHour).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In whole cents. */
    public BigDecimal usdPerMonth() {
        return usdPerHour().multiply(HOURS_PER_MONTH).setScale(2, RoundingMode.HALF_UP);
    }

    /** The least certain figure's. */
    public Certainty certainty() {
        return parts.stream().map(it -> it.rate().certainty()).reduce(Certainty.DOCUMENTED, Certainty::and);
    }
}
