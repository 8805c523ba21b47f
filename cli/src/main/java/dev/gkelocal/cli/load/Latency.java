package dev.gkelocal.cli.load;

import org.HdrHistogram.Histogram;

/** Milliseconds from the planned send time to the end of the answer. */
public record Latency(
        double min, double mean, double p50, double p90, double p95, double p99, double p999, double max) {
    private static final double MICROS = 1000;

    static Latency of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return new Latency(0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new Latency(
                micros.getMinValue() / MICROS,
                micros.getMean() / MICROS,
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(90) / MICROS,
                micros.getValueAtPercentile(95) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getValueAtPercentile(99.9) / MICROS,
                micros.getMaxValue() / MICROS);
    }
}
