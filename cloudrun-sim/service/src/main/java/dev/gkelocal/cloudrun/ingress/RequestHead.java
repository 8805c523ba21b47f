package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body.
 *
 * @param proxiedFor the client's address as the proxy in front tells it; null when the client itself is connected
 * @param authority the host that it asks for, with the port if it gave one
 * @param uri path and query
 * @param contentLength -1 when it gave none
 * @param trace the caller's, or a fresh one
 * @param isContinued whether it is the caller's
 */
record RequestHead(
        HttpServerRequest request,
        ClientConnection client,
        @Nullable String proxiedFor,
        String authority,
        String uri,
        long contentLength,
        TraceContext trace,
        boolean isContinued) {
    private static final int UNKNOWN = -1;

    /** @return null when the request is not sound: that is a 400 */
    static @Nullable RequestHead read(
            HttpServerRequest request, ClientConnection client, boolean behindProxy, RandomGenerator random) {
        var uri = request.uri();
        var authority = authority(request);
        if (authority == null || uri == null || !isSound(request.method(), uri)) {
            return null;
        }
        if (uri.charAt(0) != '/' && !uri.equals("*")) {
            var path = pathOfAbsolute(uri);
            if (path < 0) {
                return null;
            }
            authority = uri.substring(uri.indexOf("//") + 2, path);
            uri = path == uri.length() ? "/" : uri.substring(path);
        }
        var headers = request.headers();
        var trace = TraceContext.of(headers, random);
        return new RequestHead(
                request,
                client,
                behindProxy ? proxiedFor(headers) : null,
                authority,
                uri,
                contentLength(headers),
                trace == null ? TraceContext.fresh(random) : trace,
                trace != null);
    }

    /** What the nearest proxy added is the last element. */
    private static @Nullable String proxiedFor(MultiMap headers) {
        var lines = headers.getAll("x-forwarded-for");
        if (lines.isEmpty()) {
            return null;
        }
        var line = lines.get(lines.size() - 1);
        var last = line.substring(line.lastIndexOf(',') + 1).strip();
        return NetUtil.isValidIpV4Address(last) || NetUtil.isValidIpV6Address(last) ? last : null;
    }

    /** The client's address. */
    String remoteIp() {
        return proxiedFor == null ? client.remoteIp : proxiedFor;
    }

    private static @Nullable String authority(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            var authority = request.authority();
            return authority == null ? null : text(authority);
        }
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() == 1) {
            return hosts.get(0);
        }
        return hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0 ? "" : null;
    }

    private static String text(HostAndPort authority) {
        return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
    }

    /** HTTP/2 can carry what would break an HTTP/1 request line apart. */
    private static boolean isSound(HttpMethod method, String uri) {
        if (uri.isEmpty() || method == HttpMethod.CONNECT) {
            return false;
        }
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) <= ' ' || uri.charAt(i) == 0x7f) {
                return false;
            }
        }
        var name = method.name();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static int pathOfAbsolute(String uri) {
        if (!uri.regionMatches(true, 0, "http://", 0, 7)) {
            return UNKNOWN;
        }
        for (int i = 7; i < uri.length(); i++) {
            if (uri.charAt(i) == '/' || uri.charAt(i) == '?') {
                return i;
            }
        }
        return uri.length();
    }

    static long contentLength(MultiMap headers) {
        var text = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (text == null) {
            return UNKNOWN;
        }
        try {
            return Math.max(UNKNOWN, Long.parseLong(text));
        } catch (NumberFormatException _) {
            return UNKNOWN;
        }
    }

    String path() {
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    boolean isChunked() {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    boolean isExpectingContinue() {
        var expect = request.headers().get(HttpHeaders.EXPECT);
        return expect != null && expect.equalsIgnoreCase("100-continue");
    }

    /** An expectation that nobody here can meet (RFC 9110 10.1.1). */
    boolean isExpectingMore() {
        var expect = request.headers().get(HttpHeaders.EXPECT);
        return expect != null && !expect.equalsIgnoreCase("100-continue");
    }

    /** Whether the client wants to speak another protocol on this connection, such as WebSocket. */
    boolean isUpgrade() {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return false;
        }
        var upgrade = request.headers().get(HttpHeaders.UPGRADE);
        if (upgrade == null || upgrade.equalsIgnoreCase("h2c")) {
            return false;
        }
        return request.headers().getAll(HttpHeaders.CONNECTION).stream()
                .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains("upgrade"));
    }

    String upgrade() {
        return request.headers().get(HttpHeaders.UPGRADE);
    }

    /** @param relayed whether it goes to another ingress, which adds what belongs to this hop */
    void copyTo(HttpClientRequest to, Protocol protocol, boolean relayed, TraceContext context) {
        if (protocol == Protocol.H2C) {
            to.authority(HostAndPort.parseAuthority(authority, UNKNOWN));
        }
        ForwardedRequest.copy(this, to.headers(), protocol, relayed, context);
    }
}
