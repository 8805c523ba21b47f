package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A request's place in a trace, as W3C {@code traceparent} and as {@code X-Cloud-Trace-Context} carry it (cloudrun sheet
 * 1.5).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them, not all zero
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    static final String W3C = "traceparent";
    static final String CLOUD = "x-cloud-trace-context";
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int LENGTH = 55;

    /** Never sampled out: on a developer's machine every request is of interest. */
    static TraceContext fresh(RandomGenerator random) {
        var hex = HexFormat.of();
        var high = nonZero(random);
        return new TraceContext(
                hex.toHexDigits(high) + hex.toHexDigits(random.nextLong()), hex.toHexDigits(nonZero(random)), true);
    }

    private static long nonZero(RandomGenerator random) {
        long value;
        do {
            value = random.nextLong();
        } while (value == 0);
        return value;
    }

    /** The caller's context: from {@code traceparent}, else from {@code X-Cloud-Trace-Context}, else null. */
    static @Nullable TraceContext of(MultiMap headers, RandomGenerator random) {
        var w3c = headers.get(W3C);
        var context = w3c == null ? null : parse(w3c);
        if (context != null) {
            return context;
        }
        var cloud = headers.get(CLOUD);
        return cloud == null ? null : parseCloud(cloud, random);
    }

    /** {@code 00-TRACE-SPAN-FLAGS}; a later version may have more fields after these. */
    static @Nullable TraceContext parse(String text) {
        if (text.length() < LENGTH || text.charAt(2) != '-' || text.charAt(SPAN_AT - 1) != '-') {
            return null;
        }
        if (text.charAt(FLAGS_AT - 1) != '-' || text.startsWith("ff") || !isHex(text, 0, 2)) {
            return null;
        }
        if (text.length() > LENGTH && (text.startsWith("00") || text.charAt(LENGTH) != '-')) {
            return null;
        }
        var trace = text.substring(3, SPAN_AT - 1);
        var span = text.substring(SPAN_AT, FLAGS_AT - 1);
        if (!isId(trace) || !isId(span) || !isHex(text, FLAGS_AT, LENGTH)) {
            return null;
        }
        return new TraceContext(trace, span, (Character.digit(text.charAt(LENGTH - 1), 16) & 1) == 1);
    }

    /** {@code TRACE[/SPAN][;o=OPTIONS]}, the span in decimal. */
    static @Nullable TraceContext parseCloud(String text, RandomGenerator random) {
        var options = text.indexOf(';');
        var ids = options < 0 ? text : text.substring(0, options);
        var slash = ids.indexOf('/');
        var trace = slash < 0 ? ids : ids.substring(0, slash);
        if (trace.length() != TRACE_DIGITS || !isId(trace)) {
            return null;
        }
        var span = slash < 0 ? 0 : unsigned(ids.substring(slash + 1));
        var sampled = options < 0 || !text.substring(options + 1).strip().equals("o=0");
        return new TraceContext(trace, HexFormat.of().toHexDigits(span == 0 ? nonZero(random) : span), sampled);
    }

    private static long unsigned(String digits) {
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static boolean isId(String text) {
        return isHex(text, 0, text.length()) && !text.chars().allMatch(it -> it == '0');
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            var c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    String w3c() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    String cloud() {
        var span = Long.toUnsignedString(HexFormat.fromHexDigitsToLong(spanId));
        return traceId + "/" + span + (sampled ? ";o=1" : ";o=0");
    }

    static {
        assert SPAN_AT + SPAN_DIGITS + 1 == FLAGS_AT;
    }
}
