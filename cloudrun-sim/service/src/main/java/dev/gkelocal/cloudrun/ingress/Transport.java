package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.ingress.IngressSettings.Limits;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;

/** How Vert.x speaks to clients and to instances. */
final class Transport {
    /** As many as one instance may have requests (cloudrun sheet 2.1): a slot never waits for a connection. */
    private static final int CONNECTIONS_TO_AN_INSTANCE = 1000;

    private static final int LARGEST_ANSWER_HEADER = 256 * 1024;

    private Transport() {}

    static HttpServerOptions server(Limits limits) {
        return new HttpServerOptions()
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(limits.streams())
                        .setMaxHeaderListSize(limits.headerBytes()))
                .setHttp2ClearTextEnabled(true)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    static HttpClientOptions toHttp1(Limits limits) {
        return instances(limits).setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    static HttpClientOptions toH2c(Limits limits) {
        return instances(limits)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(limits.streams())
                .setHttp2KeepAliveTimeout((int) limits.keepAlive().toSeconds());
    }

    private static HttpClientOptions instances(Limits limits) {
        return new HttpClientOptions()
                .setConnectTimeout((int) limits.connect().toMillis())
                .setKeepAliveTimeout((int) limits.keepAlive().toSeconds())
                .setMaxHeaderSize(LARGEST_ANSWER_HEADER)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    static PoolOptions pool() {
        return new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS_TO_AN_INSTANCE)
                .setHttp2MaxSize(CONNECTIONS_TO_AN_INSTANCE);
    }
}
