package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.ingress.RequestTracer.Span;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request from its arrival to its end. Lives on one event loop; only {@link #granted} and {@link #refused} are called
 * from others. Its slot and its place in the demand are given back exactly once, in {@link #finish}.
 */
final class Exchange implements Waiter.Taker {
    private static final int MOST_ATTEMPTS = 3;

    final IngressLoop loop;
    final RequestHead head;
    final RevisionLane lane;
    final RequestBody body;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Span span;
    final Duration timeout;
    final long arrivedAt;

    private Stage stage = Stage.ARRIVED;
    private @Nullable Waiter waiter;
    private @Nullable InstanceSlot slot;
    private @Nullable HttpClientRequest outgoing;
    private @Nullable AnswerBody answer;
    private @Nullable Tunnel tunnel;
    private long reachedAt;
    private int attempts;
    /** The ingress itself cuts the connection to the instance: what then breaks is no news. */
    private boolean dropped;

    private long pendingTimer = -1;

    private enum Stage {
        ARRIVED,
        WAITING,
        SENT,
        ANSWERING,
        DONE
    }

    Exchange(IngressLoop loop, RequestHead head, RevisionLane lane) {
        this.loop = loop;
        this.head = head;
        this.lane = lane;
        this.request = head.request();
        this.response = request.response();
        this.timeout = lane.route().timeout();
        this.arrivedAt = loop.nanos();
        this.body = new RequestBody(request, head.contentLength(), bodyLimit(), () -> refuse(Refusal.TOO_LARGE));
        this.span = loop.observers.tracer().begin(head, lane.name);
    }

    private long bodyLimit() {
        return http1() ? loop.settings.limits().bodyBytes() : Long.MAX_VALUE;
    }

    private boolean http1() {
        return lane.route().protocol() == Protocol.HTTP1;
    }

    void start() {
        loop.began(this);
        lane.demand.arrived(arrivedAt);
        response.exceptionHandler(e -> clientGone());
        response.closeHandler(v -> clientGone());
        body.hold(head.isChunked());
        if (body.mayEndThisTurn()) {
            loop.vertx.runOnContext(v -> {
                body.pause();
                admit();
            });
        } else {
            admit();
        }
    }

    private void admit() {
        if (stage == Stage.DONE) {
            return;
        }
        if (head.contentLength() > bodyLimit()) {
            refuse(Refusal.TOO_LARGE);
            return;
        }
        var free = lane.enter();
        if (free != null) {
            reach(free);
        } else {
            await();
        }
    }

    private void await() {
        if (lane.waiting() >= loop.settings.limits().waiting()) {
            refuse(Refusal.QUEUE_FULL);
            return;
        }
        stage = Stage.WAITING;
        var place = new Waiter(this);
        waiter = place;
        pendingTimer = loop.vertx.setTimer(
                lane.route().pendingLimit().toMillis(),
                t -> refuse(lane.route().atMaximum() ? Refusal.AT_MAXIMUM : Refusal.NO_INSTANCE));
        lane.join(place);
        if (!place.isClaimed()) {
            loop.observers.listener().requestWaits(lane.name, span.context().w3c());
        }
    }

    @Override
    public void granted(InstanceSlot free) {
        loop.run(() -> {
            if (stage == Stage.WAITING) {
                loop.vertx.cancelTimer(pendingTimer);
                reach(free);
            } else {
                lane.release(free);
            }
        });
    }

    @Override
    public void refused(Refusal refusal) {
        loop.run(() -> refuse(refusal));
    }

    private void reach(InstanceSlot free) {
        stage = Stage.SENT;
        slot = free;
        reachedAt = loop.nanos();
        attempts++;
        span.reaches(free.id());
        var options = new RequestOptions()
                .setMethod(request.method())
                .setURI(head.uri())
                .setServer(free.address)
                .setHost(free.endpoint.host())
                .setPort(free.endpoint.port());
        loop.client(lane.route().protocol()).request(options, result -> {
            if (result.succeeded()) {
                send(result.result());
            } else {
                unreached(free, result.cause());
            }
        });
    }

    /** The connection was never made: another instance may have the request. */
    private void unreached(InstanceSlot tried, Throwable cause) {
        if (stage == Stage.DONE) {
            return;
        }
        loop.observers.listener().instanceUnreachable(tried.id());
        var other = attempts < MOST_ATTEMPTS ? lane.elsewhere(tried) : null;
        if (other == null) {
            refuse(Refusal.UNREACHABLE);
        } else {
            lane.release(tried);
            reach(other);
        }
    }

    private void send(HttpClientRequest target) {
        if (stage == Stage.DONE) {
            target.exceptionHandler(e -> {});
            target.reset();
            return;
        }
        outgoing = target;
        target.exceptionHandler(e -> broke());
        head.copyTo(target, lane.route().protocol(), isRelayed(), span.context());
        if (head.isExpectingContinue() && !body.isOver()) {
            response.writeContinue();
        }
        if (head.isUpgrade() && http1()) {
            target.putHeader("connection", "Upgrade").putHeader("upgrade", head.upgrade());
            target.connect(result -> answered(result.succeeded() ? result.result() : null));
        } else {
            target.response(result -> answered(result.succeeded() ? result.result() : null));
            body.sendTo(target, loop.vertx);
        }
    }

    private boolean isRelayed() {
        return slot != null && slot.endpoint.isReplica();
    }

    private void answered(@Nullable HttpClientResponse from) {
        if (from == null) {
            broke();
            return;
        }
        if (stage == Stage.DONE) {
            return;
        }
        from.exceptionHandler(e -> broke());
        if (head.isUpgrade() && from.statusCode() == 101) {
            upgraded(from);
            return;
        }
        var length = RequestHead.contentLength(from.headers());
        var bodiless = request.method() == HttpMethod.HEAD || from.statusCode() == 204 || from.statusCode() == 304;
        if (!bodiless && http1() && length > bodyLimit()) {
            refuse(Refusal.ANSWER_TOO_LARGE);
            return;
        }
        stage = Stage.ANSWERING;
        response.setStatusCode(from.statusCode());
        keepReason(from);
        ForwardedAnswer.copy(from.headers(), response.headers());
        loop.sendAway(request);
        if (length < 0 && !bodiless) {
            response.setChunked(true);
        }
        var framed = request.version() != HttpVersion.HTTP_1_0 && !bodiless;
        answer = new AnswerBody(from, response, bodiless ? -1 : length, this::answerEnded);
        answer.start(loop.vertx, framed);
    }

    /** The reason phrase, where it is not the usual one. */
    private void keepReason(HttpClientResponse from) {
        var reason = from.statusMessage();
        if (reason != null && request.version() != HttpVersion.HTTP_2 && !reason.equals(response.getStatusMessage())) {
            response.setStatusMessage(reason);
        }
    }

    private void answerEnded() {
        if (outgoing != null && !body.isSent()) {
            outgoing.reset();
        }
        if (!body.isOver()) {
            body.discard();
        }
        if (request.version() == HttpVersion.HTTP_1_0 && response.bytesWritten() > 0 && !declaresLength()) {
            request.connection().close();
        }
        finish(response.getStatusCode(), null);
    }

    private boolean declaresLength() {
        return response.headers().contains("content-length");
    }

    private void upgraded(HttpClientResponse from) {
        stage = Stage.ANSWERING;
        ForwardedAnswer.copy(from.headers(), response.headers());
        response.putHeader("connection", "Upgrade").putHeader("upgrade", head.upgrade());
        var instance = from.netSocket();
        instance.pause();
        request.toNetSocket(result -> {
            if (result.failed() || stage == Stage.DONE) {
                instance.close();
                finish(RequestRecord.CLIENT_GONE, null);
                return;
            }
            tunnel = new Tunnel(result.result(), instance, () -> finish(101, null));
            tunnel.open();
            instance.resume();
        });
    }

    /** The instance's connection broke. */
    private void broke() {
        if (stage == Stage.DONE || dropped) {
            return;
        }
        if (slot != null && stage == Stage.SENT) {
            loop.observers.listener().instanceUnreachable(slot.id());
        }
        refuse(Refusal.UNREACHABLE);
    }

    private void clientGone() {
        if (stage == Stage.DONE || tunnel != null) {
            return;
        }
        dropOutgoing();
        finish(stage == Stage.ANSWERING ? response.getStatusCode() : RequestRecord.CLIENT_GONE, null);
    }

    /** Answers in place of the program; once an answer has begun it can only be cut off. */
    void refuse(Refusal refusal) {
        if (stage == Stage.DONE) {
            return;
        }
        dropOutgoing();
        if (tunnel != null) {
            tunnel.close();
        } else if (stage == Stage.ANSWERING && response.headWritten()) {
            var status = response.getStatusCode();
            finish(status, refusal);
            response.reset();
        } else {
            var unread = !body.isOver();
            finish(refusal.status, refusal);
            loop.answer(head, refusal, unread);
            if (unread) {
                body.discard();
            }
        }
    }

    private void dropOutgoing() {
        if (outgoing != null) {
            dropped = true;
            outgoing.reset();
        }
    }

    private void finish(int status, @Nullable Refusal refusal) {
        if (stage == Stage.DONE) {
            return;
        }
        stage = Stage.DONE;
        if (pendingTimer >= 0) {
            loop.vertx.cancelTimer(pendingTimer);
        }
        var now = loop.nanos();
        if (waiter != null) {
            lane.leave(waiter);
        }
        lane.demand.left(now);
        if (slot != null) {
            span.count(lane.meters, status, now - reachedAt);
            lane.release(slot);
        } else if (refusal != null) {
            lane.meters.refused(refusal.reason);
        }
        var outcome = outcome(status, refusal, now);
        span.end(outcome);
        loop.finished(this, outcome, now);
    }

    private RequestRecord.Outcome outcome(int status, @Nullable Refusal refusal, long now) {
        var sent = refusal != null ? refusal.body.length() : answer == null ? 0 : answer.passed();
        return new RequestRecord.Outcome(
                lane.name,
                slot == null ? null : slot.id(),
                status,
                now - arrivedAt,
                tunnel == null ? body.received() : tunnel.fromClient(),
                tunnel == null ? sent : tunnel.fromInstance(),
                span.context(),
                waiter != null && slot != null && slot.listedAt - arrivedAt > 0,
                refusal == null ? null : refusal.reason);
    }

    boolean hasStalled() {
        return head.request().version() != HttpVersion.HTTP_2 && body.hasStalled();
    }
}
