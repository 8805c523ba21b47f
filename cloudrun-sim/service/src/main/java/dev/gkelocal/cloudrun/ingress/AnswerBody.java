package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * The body on its way from the instance to the client, never gathered. An answer of known length ends with its last
 * chunk, which saves a flush.
 */
final class AnswerBody {
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final long declared;
    private final Runnable done;
    private long passed;

    /** @param declared content length, or a negative number */
    AnswerBody(HttpClientResponse from, HttpServerResponse to, long declared, Runnable done) {
        this.from = from;
        this.to = to;
        this.declared = from.version() == HttpVersion.HTTP_2 ? -1 : declared;
        this.done = done;
    }

    long passed() {
        return passed;
    }

    void start(Vertx vertx, boolean canSendHeadAlone) {
        from.handler(this::chunk);
        from.endHandler(v -> end());
        if (canSendHeadAlone) {
            vertx.runOnContext(v -> sendHeadIfAlone());
        }
    }

    /** The head goes out with the first bytes where they came together; it never waits for them. */
    private void sendHeadIfAlone() {
        if (!to.headWritten() && !to.ended() && !to.closed()) {
            to.writeHead();
        }
    }

    private void chunk(Buffer data) {
        if (to.ended() || to.closed()) {
            return;
        }
        passed += data.length();
        if (passed == declared) {
            to.end(data, null);
            return;
        }
        to.write(data, null);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(v -> from.resume());
        }
    }

    private void end() {
        if (!to.ended() && !to.closed()) {
            var trailers = from.trailers();
            if (!trailers.isEmpty()) {
                to.trailers().addAll(trailers);
            }
            to.end();
        }
        done.run();
    }
}
