package dev.gkelocal.autopilot.core.scheduling.packing;

/** How much each dimension counts: scarce ones more (Panigrahy et al. 2011; Gabay and Zaourar). */
enum Weights {
    UNIT,
    /** Average demand. */
    AVERAGE,
    /** Exponential of the average demand. */
    EXPONENTIAL,
    /** Reciprocal of the average demand. */
    RECIPROCAL,
    /** Square of the average demand. */
    SQUARED;

    double[] of(double[][] shares) {
        var dimensions = shares.length == 0 ? 0 : shares[0].length;
        var weights = new double[dimensions];
        for (var share : shares) {
            for (int j = 0; j < dimensions; j++) {
                weights[j] += share[j] / shares.length;
            }
        }
        for (int j = 0; j < dimensions; j++) {
            var average = weights[j];
            weights[j] = switch (this) {
                case UNIT -> 1;
                case AVERAGE -> average;
                case EXPONENTIAL -> Math.exp(average);
                case RECIPROCAL -> average == 0 ? 0 : 1 / average;
                case SQUARED -> average * average;
            };
        }
        return weights;
    }
}
