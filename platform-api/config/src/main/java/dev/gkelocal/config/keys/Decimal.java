package dev.gkelocal.config.keys;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** A number in a closed range; a {@link Double}. */
record Decimal(BigDecimal least, BigDecimal most) implements ValueType {

    Decimal(String least, String most) {
        this(new BigDecimal(least), new BigDecimal(most));
    }

    @Override
    public Reading read(String text) {
        try {
            var number = new BigDecimal(text);
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0
                    ? new Reading.Good(number.doubleValue())
                    : new Reading.Bad(text + " is out of range; write " + words());
        } catch (NumberFormatException _) {
            return new Reading.Bad("\"" + text + "\" is not " + words());
        }
    }

    @Override
    public String write(Object value) {
        return BigDecimal.valueOf((Double) value).stripTrailingZeros().toPlainString();
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.WHOLE, Scalar.DECIMAL);
    }

    @Override
    public String words() {
        return "a number from " + least.toPlainString() + " to " + most.toPlainString();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "number", "minimum", least, "maximum", most);
    }
}
