package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Open-loop traffic to one service: it comes whether or not earlier requests were answered. */
public final class Load implements AutoCloseable {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);

    /** Of a proxy whose upstream is away, silent or slow. */
    private static final Set<Integer> PROXY_ERRORS = Set.of(502, 503, 504);

    private final Web web;
    private final String service;
    private final String path;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ConcurrentLinkedQueue<CompletableFuture<Answer>> sent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();

    /** @param status 0 when none came @param error why none came @param served the program's own time in milliseconds */
    public record Answer(Instant sent, Instant answered, int status, String error, String body, long served) {
        public boolean isOk() {
            return status == 200;
        }

        /** None came from the platform: its ingress is away, in a cluster behind another one that says so. */
        public boolean isUnanswered() {
            return status == 0 || Target.isKind() && PROXY_ERRORS.contains(status);
        }

        String kind() {
            return status == 0 ? error : Integer.toString(status);
        }
    }

    private Load(Web web, String service, String path) {
        this.web = web;
        this.service = service;
        this.path = path;
    }

    public static Load steady(Web web, String service, String path, double perSecond) {
        var load = new Load(web, service, path);
        load.clock.scheduleAtFixedRate(load::send, 0, Math.round(1e9 / perSecond), TimeUnit.NANOSECONDS);
        return load;
    }

    /** Requests at given times from now on. */
    public static Load scripted(Web web, String service, String path, List<Duration> times) {
        var load = new Load(web, service, path);
        times.forEach(it -> load.clock.schedule(load::send, it.toNanos(), TimeUnit.NANOSECONDS));
        return load;
    }

    /** So many at the same time. */
    public static Load burst(Web web, String service, String path, int requests) {
        return scripted(web, service, path, Collections.nCopies(requests, Duration.ZERO));
    }

    private void send() {
        var answer = new CompletableFuture<Answer>();
        sent.add(answer);
        Thread.ofVirtual().start(() -> {
            var got = ask(Instant.now());
            answers.add(got);
            answer.complete(got);
        });
    }

    private Answer ask(Instant at) {
        try {
            var response = web.get(service, path);
            return new Answer(at, Instant.now(), response.statusCode(), "", response.body(), served(response));
        } catch (IOException failure) {
            return new Answer(at, Instant.now(), 0, failure.getClass().getSimpleName(), "", 0);
        }
    }

    private static long served(HttpResponse<String> response) {
        return response.headers().firstValueAsLong("X-Served-Millis").orElse(0);
    }

    /** Those so far. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public int sent() {
        return sent.size();
    }

    /** The first answer of a kind to a request that was sent after the moment. */
    public Answer awaitAnswer(Instant sentAfter, Predicate<Answer> wanted, Duration quiet) {
        Patience.within(quiet).until(() -> first(sentAfter, wanted).isPresent());
        return first(sentAfter, wanted).orElseThrow();
    }

    private Optional<Answer> first(Instant sentAfter, Predicate<Answer> wanted) {
        return answers.stream()
                .filter(it -> it.sent().isAfter(sentAfter) && wanted.test(it))
                .min(Comparator.comparing(Answer::answered));
    }

    /** Sends no more and waits for the last answers; all of them in order of sending. */
    public List<Answer> finish() {
        clock.shutdown();
        return sent.stream()
                .map(it -> it.orTimeout(Patience.scaled(LAST_ANSWERS).toSeconds(), TimeUnit.SECONDS)
                        .join())
                .sorted(Comparator.comparing(Answer::sent))
                .toList();
    }

    /** Waits until the whole script was sent and answered. */
    public List<Answer> finishScript() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new AssertionError("the script does not end");
        }
        return finish();
    }

    /** Such as {@code 200: 54, ConnectException: 3}. */
    public static String words(List<Answer> answers) {
        return counts(answers).entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    public static Map<String, Long> counts(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::kind, TreeMap::new, Collectors.counting()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
