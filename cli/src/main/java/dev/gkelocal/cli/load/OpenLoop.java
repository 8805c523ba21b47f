package dev.gkelocal.cli.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends requests at their planned times, whether earlier ones were answered or not. One event loop holds all connections; a thread
 * of its own keeps the time, because the loop's timers are a millisecond coarse.
 */
public final class OpenLoop {
    private static final long LOOK_MILLIS = 1000;

    private final Target target;
    private final Arrivals arrivals;
    private final int connections;
    private final Duration patience;
    private final Tally tally = new Tally();
    private final AtomicLong left;

    /**
     * @param connections most at the same time; a request beyond waits, and its latency tells
     * @param patience after which a request counts as failed
     */
    public OpenLoop(Target target, Arrivals arrivals, int connections, Duration patience) {
        this.target = target;
        this.arrivals = arrivals;
        this.connections = connections;
        this.patience = patience;
        this.left = new AtomicLong(arrivals.count());
    }

    /** Runs to the last answer; {@code watcher} is told once a second how it goes. */
    public LoadReport run(Consumer<Pulse> watcher) throws InterruptedException {
        var options = new VertxOptions()
                .setEventLoopPoolSize(1)
                // A machine so busy that the loop does not get its turn shows in the latency; a stack trace would not
                // help.
                .setBlockedThreadCheckInterval(Duration.ofDays(1).toMillis())
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        var vertx = Vertx.vertx(options);
        var looker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("load-look").factory());
        try {
            var client = vertx.createHttpClient(
                    new HttpClientOptions()
                            .setSsl(target.encrypted())
                            .setConnectTimeout((int) patience.toMillis())
                            .setTcpNoDelay(true),
                    new PoolOptions().setHttp1MaxSize(connections));
            var loop = vertx.getOrCreateContext();
            long start = System.nanoTime();
            looker.scheduleAtFixedRate(
                    () -> watcher.accept(tally.look()), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            pace(client, loop, start);
            awaitAnswers();
            return tally.report((System.nanoTime() - start) / 1e9);
        } finally {
            looker.shutdownNow();
            vertx.close();
        }
    }

    private void pace(HttpClient client, Context loop, long start) throws InterruptedException {
        long count = arrivals.count();
        long next = 0;
        while (next < count) {
            long due = next;
            long now = System.nanoTime() - start;
            while (due < count && arrivals.offset(due) <= now) {
                due++;
            }
            if (due > next) {
                send(client, loop, start, next, due);
                next = due;
            }
            if (next < count) {
                LockSupport.parkNanos(start + arrivals.offset(next) - System.nanoTime());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void send(HttpClient client, Context loop, long start, long from, long to) {
        tally.sent((int) (to - from));
        loop.runOnContext(_ -> {
            for (long index = from; index < to; index++) {
                request(client, start + arrivals.offset(index));
            }
        });
    }

    private void request(HttpClient client, long planned) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(target.method()))
                .setServer(SocketAddress.inetSocketAddress(target.port(), target.connectTo()))
                .setHost(target.address().getHost())
                .setPort(target.port())
                .setURI(target.path())
                .setTimeout(patience.toMillis());
        target.headers().forEach(it -> options.addHeader(it.getKey(), it.getValue()));
        client.request(options)
                .compose(this::sent)
                .compose(answer -> answer.end().map(_ -> answer.statusCode()))
                .onComplete(
                        status -> done(() -> tally.answered(status, System.nanoTime() - planned)),
                        failure -> done(() -> tally.failed(words(failure), System.nanoTime() - planned)));
    }

    private Future<HttpClientResponse> sent(HttpClientRequest request) {
        return target.body().length == 0 ? request.send() : request.send(Buffer.buffer(target.body()));
    }

    private void done(Runnable count) {
        count.run();
        left.decrementAndGet();
    }

    /** Every request ends by its own time-out at the latest. */
    private void awaitAnswers() throws InterruptedException {
        while (left.get() > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static String words(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case TimeoutException _ -> "timed out";
            case ConnectException _ -> "connection refused";
            case HttpClosedException _ -> "connection closed";
            default -> message.contains("timeout") ? "timed out" : message;
        };
    }
}
