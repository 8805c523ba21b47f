package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Headers that belong to one connection and are not passed on (RFC 9110 7.6.1; cloudrun sheet 1.5). */
final class HopHeaders {
    private HopHeaders() {}

    /** The names in {@code Connection}, lower-case, each between commas; null when it says nothing of note. */
    static @Nullable String named(MultiMap headers) {
        var connection = headers.get(HttpHeaders.CONNECTION);
        if (connection == null
                || connection.equalsIgnoreCase("keep-alive")
                || connection.equalsIgnoreCase("close")
                || connection.equalsIgnoreCase("upgrade")) {
            return null;
        }
        var all = String.join(",", headers.getAll(HttpHeaders.CONNECTION));
        return "," + all.toLowerCase(Locale.ROOT).replaceAll("\\s", "") + ",";
    }

    static boolean isHop(String name, @Nullable String named) {
        var known = switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase("trailer");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            case 19 -> name.equalsIgnoreCase("proxy-authorization");
            default -> false;
        };
        return known || (named != null && isNamed(name, named));
    }

    /** What frames the message or finds its way cannot be taken away by naming it. */
    private static boolean isNamed(String name, String named) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "host", "content-length", "cookie", "set-cookie", "authorization" -> false;
            default -> named.contains("," + name.toLowerCase(Locale.ROOT) + ",");
        };
    }
}
