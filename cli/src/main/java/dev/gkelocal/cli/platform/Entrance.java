package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.wire.LocalService;
import dev.gkelocal.embedded.state.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cluster's ingress as a way to the platform's programs. A controller takes up a Pod some seconds after it is ready
 * (ingress-nginx looks every 3.3 s), and until then answers in the program's place.
 *
 * @param questions what each program answers with success, by the program's name
 */
record Entrance(Map<String, Question> questions) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 200;

    /** @param path below the address */
    record Question(String address, String path) {}

    Entrance {
        questions = Map.copyOf(questions);
    }

    /** @param parent {@code projects/P/locations/R} */
    static Entrance of(Endpoints endpoints, String parent) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put("platform-api", new Question(endpoints.gateway(), "/api/v1/simulators"));
        questions.put("cloudrun-sim", new Question(endpoints.cloudRunAdmin(), "/v2/" + parent + "/services"));
        questions.put("autopilot-sim", new Question(endpoints.autopilot(), "/api/v1/nodes"));
        return new Entrance(questions);
    }

    /**
     * Waits until all programs answer.
     *
     * @return empty when they do, else what one of them did after all this time
     */
    Optional<String> await(Duration longest, Consumer<String> progress) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            var trouble = trouble();
            if (trouble.isEmpty() || System.nanoTime() > deadline) {
                return trouble;
            }
            progress.accept("waiting for the ingress: " + trouble.get());
            Thread.sleep(POLL_MILLIS);
        }
    }

    private Optional<String> trouble() {
        for (var question : questions.entrySet()) {
            var address = question.getValue().address();
            try {
                var answer = new LocalService(question.getKey(), URI.create(address), PATIENCE)
                        .get(question.getValue().path());
                if (!answer.succeeded()) {
                    return Optional.of(
                            "HTTP %d in the place of %s at %s".formatted(answer.status(), question.getKey(), address));
                }
            } catch (CommandFailed away) {
                return Optional.of("no answer of %s at %s".formatted(question.getKey(), address));
            }
        }
        return Optional.empty();
    }
}
