package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.service.certificates.Certificates;
import dev.gkelocal.autopilot.service.certificates.Identity;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The webhooks as an API server wants them: over TLS, with a certificate that can be exchanged while it runs. */
public final class WebhookServer implements AutoCloseable {
    /** Objects in etcd are at most 1.5 MiB; a review may carry two of them, escaped. */
    private static final int LARGEST_BODY = 16 << 20;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final HttpServer server;
    private final Reviews reviews;

    private WebhookServer(HttpServer server, Reviews reviews) {
        this.server = server;
        this.reviews = reviews;
        server.requestHandler(this::handle);
    }

    /** @param port 0 = any free one */
    static CompletableFuture<WebhookServer> open(
            Vertx vertx, String host, int port, Certificates certificates, Reviews reviews) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setSslEngineOptions(new ChaChaFirst())
                .setUseAlpn(true)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setKeyCertOptions(keys(certificates.server()));
        var server = new WebhookServer(vertx.createHttpServer(options), reviews);
        return server.server.listen().map(ignored -> server).toCompletionStage().toCompletableFuture();
    }

    int port() {
        return server.actualPort();
    }

    /** New connections meet the new certificate; those that are open stay. */
    CompletableFuture<Boolean> present(Certificates certificates) {
        var options = new SSLOptions().setKeyCertOptions(keys(certificates.server()));
        return server.updateSSLOptions(options).toCompletionStage().toCompletableFuture();
    }

    private static PemKeyCertOptions keys(Identity identity) {
        return new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(identity.certificatePem()))
                .setKeyValue(Buffer.buffer(identity.keyPem()));
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().setStatusCode(405).end();
            return;
        }
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST_BODY) {
                request.response().setStatusCode(413).end();
                request.handler(null).endHandler(null);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(ignored -> answer(request, body.getBytes()));
    }

    private void answer(HttpServerRequest request, byte[] body) {
        var response = request.response();
        var path = request.path();
        reviews.answer(path == null ? "" : path, body)
                .ifPresentOrElse(
                        it -> response.setStatusCode(it.getStatus())
                                .putHeader("Content-Type", "application/json")
                                .end(Buffer.buffer((byte[]) it.getEntity())),
                        () -> response.setStatusCode(404).end());
    }

    @Override
    public void close() {
        server.close();
    }
}
