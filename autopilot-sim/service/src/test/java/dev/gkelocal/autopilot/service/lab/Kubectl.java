package dev.gkelocal.autopilot.service.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The official kubectl, in the context that the environment names. */
final class Kubectl {
    static final String CONTEXT = "GKE_LOCAL_KUBE_CONTEXT";

    private Kubectl() {}

    /** @param errors what it wrote on stderr */
    record Answer(int code, String output, String errors) {
        List<String> warnings() {
            return errors.lines()
                    .filter(it -> it.startsWith("Warning: "))
                    .map(it -> it.substring("Warning: ".length()))
                    .toList();
        }

        /** What the server said. */
        String refusal() {
            return withoutFile(String.join(
                    "\n",
                    errors.lines().filter(it -> !it.startsWith("Warning: ")).toList()));
        }
    }

    /** Kubectl says which file it was; the server does not know. */
    static String withoutFile(String refusal) {
        return refusal.replaceFirst("error when [a-z ]+ \"[^\"]*\": ", "").strip();
    }

    static Answer run(String... arguments) {
        var command = new ArrayList<String>(List.of("kubectl", "--context", System.getenv(CONTEXT)));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("kubectl", ".out");
            var errors = Files.createTempFile("kubectl", ".err");
            var process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            var answer = new Answer(process.waitFor(), Files.readString(output), Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws AssertionError with its words when it fails */
    static String must(String... arguments) {
        var answer = run(arguments);
        if (answer.code() != 0) {
            throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + answer.errors());
        }
        return answer.output();
    }

    static Path write(String text) {
        try {
            var file = Files.createTempFile("manifest", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
