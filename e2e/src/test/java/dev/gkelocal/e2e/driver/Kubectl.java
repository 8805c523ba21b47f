package dev.gkelocal.e2e.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The official kubectl, in the context of the cluster under test. */
public final class Kubectl {
    private static final String PROGRAM = "kubectl";

    private Kubectl() {}

    /** @param errors what it wrote on stderr */
    public record Answer(int code, String output, String errors) {
        public List<String> warnings() {
            return errors.lines()
                    .filter(it -> it.startsWith("Warning: "))
                    .map(it -> it.substring("Warning: ".length()))
                    .toList();
        }

        /** What the server said. */
        public String refusal() {
            return withoutFile(String.join(
                    "\n",
                    errors.lines().filter(it -> !it.startsWith("Warning: ")).toList()));
        }
    }

    public static boolean isOnPath() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .anyMatch(it -> Files.isExecutable(Path.of(it).resolve(PROGRAM)));
    }

    /** Kubectl says which file it was; the server does not know. */
    public static String withoutFile(String refusal) {
        return refusal.replaceFirst("error when [a-z ]+ \"[^\"]*\": ", "").strip();
    }

    public static Answer run(String... arguments) {
        var command = new ArrayList<>(List.of(PROGRAM, "--context", Target.context()));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile(PROGRAM, ".out");
            var errors = Files.createTempFile(PROGRAM, ".err");
            var process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            var answer = new Answer(process.waitFor(), Files.readString(output), Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** @throws AssertionError with its words when it fails */
    public static String must(String... arguments) {
        var answer = run(arguments);
        if (answer.code() != 0) {
            throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + answer.errors());
        }
        return answer.output();
    }

    /** With {@code -o json}. */
    public static JsonNode json(String... arguments) {
        var words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("-o", "json"));
        return Json.parse(must(words.toArray(String[]::new)));
    }
}
