package dev.gkelocal.observability;

import org.jspecify.annotations.Nullable;

/**
 * The format of a scrape. Only OpenMetrics has exemplars, the link from a latency to its trace. Prometheus asks for it
 * first, but also says that it could read {@code text/plain}; Quarkus takes that for a wish.
 */
public final class OpenMetrics {
    public static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String MEDIA_TYPE = "application/openmetrics-text";
    private static final String EXEMPLAR = " # {";
    private static final String COUNT = "_count";

    private OpenMetrics() {}

    /** Whether a scraper with this Accept header can read it. */
    public static boolean isRead(@Nullable String accept) {
        return accept != null && accept.contains(MEDIA_TYPE);
    }

    /**
     * A page as the standard has it: exemplars on buckets and totals alone. Micrometer puts them on counts of histograms
     * too, for which Prometheus before 3 refuses the whole page.
     */
    public static String conforming(String page) {
        var clean = new StringBuilder(page.length());
        int kept = 0;
        for (int at = page.indexOf(EXEMPLAR); at >= 0; at = page.indexOf(EXEMPLAR, at + 1)) {
            int line = page.lastIndexOf('\n', at) + 1;
            int newline = page.indexOf('\n', at);
            int end = newline < 0 ? page.length() : newline;
            if (isCount(page, line, end)) {
                clean.append(page, kept, at);
                kept = end;
            }
        }
        return clean.append(page, kept, page.length()).toString();
    }

    private static boolean isCount(String page, int line, int end) {
        int brace = page.indexOf('{', line, end);
        int space = page.indexOf(' ', line, end);
        int nameEnd = brace < 0 || space < brace ? space : brace;
        return page.startsWith(COUNT, nameEnd - COUNT.length());
    }
}
