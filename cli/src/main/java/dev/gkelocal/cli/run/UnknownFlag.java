package dev.gkelocal.cli.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to tell about words that no command knows: gcloud has it, it looks like another, or it is simply unknown. */
public final class UnknownFlag {
    private UnknownFlag() {}

    public static String explain(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(problem.getMessage());
        }
        var word = unmatched.getUnmatched().getFirst();
        var flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        return gcloudOnly(unmatched, flag)
                .orElseGet(() -> "unknown %s '%s'%s"
                        .formatted(word.startsWith("-") ? "option" : "word", flag, suggestion(unmatched)));
    }

    private static Optional<String> gcloudOnly(UnmatchedArgumentException problem, String flag) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        boolean imitatesGcloud = command.contains(" run ") || command.endsWith(" deploy");
        return imitatesGcloud && isOfGcloud(flag)
                ? Optional.of("gcloud has %s; `%s` does not support it yet".formatted(flag, command))
                : Optional.empty();
    }

    private static boolean isOfGcloud(String flag) {
        var list = Objects.requireNonNull(UnknownFlag.class.getResourceAsStream("gcloud-flags.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(flag::equals);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String suggestion(UnmatchedArgumentException problem) {
        var near = problem.getSuggestions();
        return near.isEmpty()
                ? ""
                : "; did you mean " + String.join(" or ", near.subList(0, Math.min(2, near.size()))) + "?";
    }
}
