package dev.gkelocal.config.access;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the APIs on loopback (design, section 5). A page of another site can make a browser send
 * requests here; it cannot choose their Host without giving itself away, nor leave out their Origin, nor send JSON
 * without asking first. Programs such as curl send a loopback Host and no Origin.
 */
public final class LoopbackAccess {
    private static final Set<String> BODY_METHODS = Set.of("POST", "PUT", "PATCH");
    private static final Pattern JSON =
            Pattern.compile("application/([a-z0-9!#$&^_.+-]+\\+)?json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);

    private LoopbackAccess() {}

    /** Judges a request to a service that answers to the names of this machine only. */
    public static Verdict check(
            String method, @Nullable String host, @Nullable String origin, @Nullable String contentType) {
        return check(HostNames.LOOPBACK, method, host, origin, contentType);
    }

    /**
     * Judges one request.
     *
     * @param names those that the service answers to
     * @param host the Host header or HTTP/2 authority
     * @param origin the Origin header
     * @param contentType the Content-Type header
     */
    public static Verdict check(
            HostNames names,
            String method,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String contentType) {
        if (host == null || !names.accept(host)) {
            return new Verdict.Refused(
                    403,
                    "Host is not this machine",
                    "The Host header is " + quoted(host)
                            + "; this API answers to " + names.words() + " only."
                            + " Call it by one of these names.");
        }
        if (origin != null && !isLoopbackOrigin(origin)) {
            return new Verdict.Refused(
                    403,
                    "Origin is not this machine",
                    "The Origin header is " + quoted(origin)
                            + "; only pages served from this machine may call this API."
                            + " Call it from a program, or serve the page from localhost.");
        }
        if (BODY_METHODS.contains(method)
                && (contentType == null || !JSON.matcher(contentType.strip()).matches())) {
            return new Verdict.Refused(
                    415,
                    "Content-Type is not JSON",
                    "The Content-Type header is " + quoted(contentType) + "; a " + method
                            + " wants application/json, with an empty body too."
                            + " Send the header Content-Type: application/json.");
        }
        return new Verdict.Allowed();
    }

    private static boolean isLoopbackOrigin(String origin) {
        var scheme = origin.toLowerCase(Locale.ROOT);
        for (var prefix : new String[] {"http://", "https://"}) {
            if (scheme.startsWith(prefix)) {
                return HostNames.isLoopbackAuthority(origin.substring(prefix.length()));
            }
        }
        return false;
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "absent" : "'" + value + "'";
    }
}
