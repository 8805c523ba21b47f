package dev.gkelocal.cloudrun.ingress;

import java.time.Duration;
import java.util.Set;

/**
 * How the ingress listens and what it puts up with.
 *
 * @param port 0 takes a free one
 * @param everywhere whether it listens on all addresses; otherwise on 127.0.0.1, and on ::1 where there is one
 * @param behindProxy whether a proxy in front names the client as the last element of {@code X-Forwarded-For}; whoever connects
 *     without that header is the client
 * @param projectNumber the one in the services' addresses
 * @param region of services that are named by {@code X-Service-Name} alone
 * @param loops event loops, each with its own server and its own connections to instances
 * @param reservedPaths answered 404 by the front end, never by a program (cloudrun sheet 1.5, 7.9)
 */
public record IngressSettings(
        int port,
        boolean everywhere,
        boolean behindProxy,
        String projectNumber,
        String region,
        int loops,
        Set<String> reservedPaths,
        Limits limits) {
    private static final Set<String> RESERVED_PATHS = Set.of("/healthz", "/eventlog");

    public IngressSettings {
        reservedPaths = Set.copyOf(reservedPaths);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port of the ingress must be 0 to 65535, got " + port);
        }
        if (loops < 1) {
            throw new IllegalArgumentException("the ingress needs 1 event loop or more, got " + loops);
        }
    }

    public static IngressSettings of(int port, String projectNumber, String region) {
        var cores = Runtime.getRuntime().availableProcessors();
        return new IngressSettings(port, false, false, projectNumber, region, cores, RESERVED_PATHS, Limits.DEFAULT);
    }

    public IngressSettings withLimits(Limits changed) {
        return new IngressSettings(port, everywhere, behindProxy, projectNumber, region, loops, reservedPaths, changed);
    }

    public IngressSettings inACluster() {
        return new IngressSettings(port, true, true, projectNumber, region, loops, reservedPaths, limits);
    }

    IngressSettings behindAProxy() {
        return new IngressSettings(port, everywhere, true, projectNumber, region, loops, reservedPaths, limits);
    }

    /**
     * Bounds against slow, large and hostile clients. Those without a sheet section are ours: Cloud Run publishes none.
     *
     * @param headerBytes of a request in all; more is a 431
     * @param requestLineBytes more is a 414
     * @param bodyBytes of a request, and of an answer of known length, when the instance speaks HTTP/1; more is a 413, or
     *     a 500 (cloudrun sheet 1.5)
     * @param waiting requests of one revision that may wait for a slot; more are a 429
     * @param connections of clients; more are closed at once
     * @param streams of one HTTP/2 connection (cloudrun sheet 1.5)
     * @param idle time that a connection may be open without a request in progress, a header that is on its way included
     * @param bodyStall time that an HTTP/1 client may leave an unfinished body without a byte; then 408
     * @param connect time to reach an instance
     * @param keepAlive time that an unused connection to an instance is kept: shorter than common servers keep it
     */
    public record Limits(
            int headerBytes,
            int requestLineBytes,
            long bodyBytes,
            int waiting,
            int connections,
            int streams,
            Duration idle,
            Duration bodyStall,
            Duration connect,
            Duration keepAlive) {
        public static final Limits DEFAULT = new Limits(
                64 * 1024,
                16 * 1024,
                32L * 1024 * 1024,
                10_000,
                10_000,
                100,
                Duration.ofSeconds(75),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));

        public Limits withBodyBytes(long changed) {
            return new Limits(
                    headerBytes,
                    requestLineBytes,
                    changed,
                    waiting,
                    connections,
                    streams,
                    idle,
                    bodyStall,
                    connect,
                    keepAlive);
        }

        public Limits withWaiting(int changed) {
            return new Limits(
                    headerBytes,
                    requestLineBytes,
                    bodyBytes,
                    changed,
                    connections,
                    streams,
                    idle,
                    bodyStall,
                    connect,
                    keepAlive);
        }

        public Limits withConnections(int changed) {
            return new Limits(
                    headerBytes,
                    requestLineBytes,
                    bodyBytes,
                    waiting,
                    changed,
                    streams,
                    idle,
                    bodyStall,
                    connect,
                    keepAlive);
        }

        public Limits withIdle(Duration changed) {
            return new Limits(
                    headerBytes,
                    requestLineBytes,
                    bodyBytes,
                    waiting,
                    connections,
                    streams,
                    changed,
                    bodyStall,
                    connect,
                    keepAlive);
        }

        public Limits withBodyStall(Duration changed) {
            return new Limits(
                    headerBytes,
                    requestLineBytes,
                    bodyBytes,
                    waiting,
                    connections,
                    streams,
                    idle,
                    changed,
                    connect,
                    keepAlive);
        }
    }
}
