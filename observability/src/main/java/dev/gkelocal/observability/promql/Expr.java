package dev.gkelocal.observability.promql;

import java.math.BigDecimal;

/**
 * A PromQL expression that gives a vector.
 *
 * @param isAtom whether it can stand beside an operator without parentheses
 */
public record Expr(String text, boolean isAtom) {

    static Expr atom(String text) {
        return new Expr(text, true);
    }

    /** One sample without labels. */
    public static Expr constant(double value) {
        return atom("vector(" + number(value) + ")");
    }

    /** A series that one of our recording rules makes, by the rule's name and matchers as text. */
    public static Expr recorded(String name, String matchers) {
        return atom(name + "{" + matchers + "}");
    }

    public Expr sumBy(String... labels) {
        return aggregated("sum", labels);
    }

    public Expr maxBy(String... labels) {
        return aggregated("max", labels);
    }

    public Expr minBy(String... labels) {
        return aggregated("min", labels);
    }

    public Expr countBy(String... labels) {
        return aggregated("count", labels);
    }

    private Expr aggregated(String operator, String... labels) {
        var by = labels.length == 0 ? "" : " by (" + String.join(", ", labels) + ") ";
        return atom(operator + by + "(" + text + ")");
    }

    /** Of a histogram: this is the rate of its buckets, with {@code le} among its labels. */
    public Expr quantile(double quantile) {
        return atom("histogram_quantile(" + number(quantile) + ", " + text + ")");
    }

    /** With a label more, which has the value of another one. */
    public Expr copying(String label, String to) {
        return atom("label_replace(" + text + ", \"" + to + "\", \"$1\", \"" + label + "\", \"(.*)\")");
    }

    public Expr plus(Expr other) {
        return joined("+", other);
    }

    public Expr minus(Expr other) {
        return joined("-", other);
    }

    public Expr over(Expr other) {
        return joined("/", other);
    }

    public Expr times(double factor) {
        return compared("*", factor);
    }

    public Expr dividedBy(double divisor) {
        return compared("/", divisor);
    }

    /** What is missing of one. */
    public Expr ofOne() {
        return new Expr("1 - " + guarded(), false);
    }

    public Expr above(double limit) {
        return compared(">", limit);
    }

    public Expr is(double value) {
        return compared("==", value);
    }

    public Expr above(Expr other) {
        return joined(">", other);
    }

    public Expr below(Expr other) {
        return joined("<", other);
    }

    public Expr and(Expr other) {
        return joined("and", other);
    }

    public Expr or(Expr other) {
        return joined("or", other);
    }

    public Expr unless(Expr other) {
        return joined("unless", other);
    }

    /** Nothing happened is 0, not absent. */
    public Expr orZero() {
        return orElse(0);
    }

    /** One sample without labels where there is none at all. */
    public Expr orElse(double value) {
        return joined("or on ()", constant(value));
    }

    private Expr joined(String operator, Expr other) {
        return new Expr(guarded() + "\n" + operator + "\n" + other.guarded(), false);
    }

    private Expr compared(String operator, double value) {
        return new Expr(guarded() + " " + operator + " " + number(value), false);
    }

    private String guarded() {
        return isAtom ? text : "(" + text + ")";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
