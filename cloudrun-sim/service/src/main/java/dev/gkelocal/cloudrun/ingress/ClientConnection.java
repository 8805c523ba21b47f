package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;

/** A client's connection, as far as the ingress minds it. Belongs to one event loop. */
final class ClientConnection {
    final HttpConnection connection;
    final String remoteIp;
    /** The element that this hop adds to {@code Forwarded} (RFC 7239). */
    final String forwarded;

    private int active;
    private long idleSince;

    ClientConnection(HttpConnection connection, long nanos) {
        this.connection = connection;
        this.idleSince = nanos;
        this.remoteIp = ip(connection.remoteAddress());
        this.forwarded = forwarded(remoteIp);
    }

    static String forwarded(String ip) {
        return ip.indexOf(':') < 0 ? "for=" + ip + ";proto=http" : "for=\"[" + ip + "]\";proto=http";
    }

    private static String ip(SocketAddress address) {
        var ip = address.hostAddress();
        var zone = ip.indexOf('%');
        return zone < 0 ? ip : ip.substring(0, zone);
    }

    void begin() {
        active++;
    }

    void end(long nanos) {
        active--;
        idleSince = nanos;
    }

    boolean isIdleFor(long nanos, long now) {
        return active == 0 && now - idleSince >= nanos;
    }
}
