package dev.gkelocal.observability.promql;

/** Parts of a whole, such as errors of all requests: 0 where the whole has no such part, absent where nothing happened. */
public final class Ratio {
    private Ratio() {}

    /** Both by the same labels. */
    public static Expr of(Expr part, Expr whole) {
        return of(part, whole, 0);
    }

    /** Absent too where the whole is not above a least. */
    public static Expr of(Expr part, Expr whole, double least) {
        return part.or(whole.times(0)).over(whole.above(least));
    }
}
