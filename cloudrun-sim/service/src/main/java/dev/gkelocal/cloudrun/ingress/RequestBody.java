package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The body on its way from the client to the instance: held back while there is no slot, then as fast as both can. */
final class RequestBody {
    private static final int UNKNOWN = -1;
    /** A client that sends more than this after it was answered is cut off. */
    private static final int MOST_THROWN_AWAY = 32 * 1024 * 1024;

    private final HttpServerRequest request;
    private final long limit;
    private final Runnable tooLarge;
    private final long declared;

    private @Nullable HttpClientRequest to;
    /** What came before there was anywhere to send it. */
    private @Nullable Buffer early;

    private long received;
    private long thrownAway;
    private boolean ended;
    private boolean sent;
    private boolean paused;
    private boolean discarded;
    /** Bytes have moved since the last look. */
    private boolean moved;

    /**
     * @param declared content length, or a negative number
     * @param limit most bytes
     * @param tooLarge run once the limit is passed
     */
    RequestBody(HttpServerRequest request, long declared, long limit, Runnable tooLarge) {
        this.request = request;
        this.declared = declared;
        this.limit = limit;
        this.tooLarge = tooLarge;
        this.ended = declared == 0;
    }

    /** Begins to hold the body. Ends at once when the request has none. */
    void hold(boolean chunked) {
        if (ended) {
            return;
        }
        if (declared < 0 && !chunked && request.version() != HttpVersion.HTTP_2) {
            ended = true;
            return;
        }
        request.handler(this::chunk);
        request.endHandler(v -> end());
        request.exceptionHandler(e -> ended = true);
        if (request.version() != HttpVersion.HTTP_2 || declared > 0) {
            pause();
        }
    }

    /** An HTTP/2 request without a length may end in the same read as its head: then it has no body. */
    boolean mayEndThisTurn() {
        return !ended && !paused;
    }

    void pause() {
        if (!ended && !paused) {
            paused = true;
            request.pause();
        }
    }

    private void resume() {
        if (!ended && paused) {
            paused = false;
            moved = true;
            request.resume();
        }
    }

    boolean isOver() {
        return ended;
    }

    boolean isSent() {
        return sent;
    }

    long received() {
        return received;
    }

    /** Sends the head to the instance, and the body as it comes. */
    void sendTo(HttpClientRequest target, Vertx vertx) {
        to = target;
        if (ended) {
            sent = true;
            if (early == null) {
                target.end();
            } else {
                target.end(early, written(target));
            }
            return;
        }
        if (declared == UNKNOWN) {
            target.setChunked(true);
        }
        if (early != null) {
            target.write(early, written(target));
            early = null;
        }
        resume();
        vertx.runOnContext(v -> sendHeadIfAlone(target));
    }

    /** The first bytes of the body go out with the head where they are there already. */
    private void sendHeadIfAlone(HttpClientRequest target) {
        if (received == 0 && !sent && !discarded) {
            target.sendHead(null);
        }
    }

    private void chunk(Buffer data) {
        received += data.length();
        moved = true;
        if (discarded) {
            thrownAway += data.length();
            if (thrownAway > MOST_THROWN_AWAY) {
                request.connection().close();
            }
        } else if (received > limit) {
            tooLarge.run();
        } else if (to == null) {
            early = early == null ? data : Buffer.buffer().appendBuffer(early).appendBuffer(data);
        } else {
            pass(data, to);
        }
    }

    /** An HTTP/2 stream takes note of what was written only when someone asks to be told; HTTP/1 is cheaper without. */
    private static @Nullable Handler<AsyncResult<Void>> written(HttpClientRequest target) {
        return target.version() == HttpVersion.HTTP_2 ? done -> {} : null;
    }

    private void pass(Buffer data, HttpClientRequest target) {
        if (received == declared) {
            sent = true;
            target.end(data, written(target));
            return;
        }
        target.write(data, written(target));
        if (target.writeQueueFull()) {
            pause();
            target.drainHandler(v -> resume());
        }
    }

    private void end() {
        ended = true;
        if (to != null && !sent && !discarded) {
            sent = true;
            to.end();
        }
    }

    /** Reads what is left and throws it away, so that the client gets to its answer. */
    void discard() {
        discarded = true;
        early = null;
        resume();
    }

    /** Whether the client owed bytes and sent none since the last call. */
    boolean hasStalled() {
        var still = !ended && !paused && !moved;
        moved = false;
        return still;
    }
}
