package dev.gkelocal.cli.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what came back. Latency is in microseconds from the planned send time, so a slow server cannot hide behind a stalled client. */
final class Tally {
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram sinceLook = new Histogram(LONGEST_MICROS, DIGITS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private long sent;

    synchronized void sent(int count) {
        sent += count;
    }

    synchronized void answered(int status, long nanos) {
        statuses.merge(status, 1L, Long::sum);
        record(nanos);
    }

    synchronized void failed(String error, long nanos) {
        errors.merge(error, 1L, Long::sum);
        record(nanos);
    }

    /** What happened up to now; percentiles of the answers since the last look. */
    synchronized Pulse look() {
        var pulse = new Pulse(
                sent,
                all.getTotalCount(),
                sinceLook.getTotalCount(),
                sinceLook.getValueAtPercentile(50) / 1000.0,
                sinceLook.getValueAtPercentile(99) / 1000.0,
                statuses,
                errors);
        sinceLook.reset();
        return pulse;
    }

    synchronized LoadReport report(double seconds) {
        return new LoadReport(sent, seconds, statuses, errors, Latency.of(all));
    }

    private void record(long nanos) {
        long micros = Math.clamp(nanos / 1000, 1, LONGEST_MICROS);
        all.recordValue(micros);
        sinceLook.recordValue(micros);
    }
}
