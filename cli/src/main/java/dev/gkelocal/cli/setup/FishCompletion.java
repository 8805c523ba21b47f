package dev.gkelocal.cli.setup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli does not make. */
final class FishCompletion {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec root) {
        var script = new FishCompletion(root.name());
        script.lines.add("""
                # Words so far that are no options, without the program itself.
                function __%s_at
                    set -l words (string match -v -- '-*' (commandline -opc))[2..]
                    test "$words" = "$argv"
                end""".formatted(function(root.name())));
        script.add(root, List.of());
        return String.join("\n", script.lines);
    }

    private void add(CommandSpec command, List<String> words) {
        var at = "complete -c %s -n '__%s_at %s'".formatted(program, function(program), String.join(" ", words));
        command.subcommands().values().stream()
                .map(it -> it.getCommandSpec())
                .distinct()
                .filter(it -> !it.usageMessage().hidden())
                .forEach(sub -> {
                    lines.add("%s -f -a '%s' -d '%s'"
                            .formatted(
                                    at, names(sub), summary(sub.usageMessage().description())));
                    add(
                            sub,
                            Stream.concat(words.stream(), Stream.of(sub.name())).toList());
                });
        command.options().stream()
                .filter(it -> !it.hidden())
                .forEach(option ->
                        lines.add("%s %s -d '%s'".formatted(at, flags(option), summary(option.description()))));
    }

    private static String names(CommandSpec command) {
        return Stream.concat(Stream.of(command.name()), Arrays.stream(command.aliases()))
                .collect(Collectors.joining(" "));
    }

    private static String flags(OptionSpec option) {
        var flags = Arrays.stream(option.names())
                .map(it -> it.startsWith("--") ? "-l " + it.substring(2) : "-s " + it.substring(1))
                .collect(Collectors.joining(" "));
        return option.arity().max() > 0 ? flags + " -r" : flags;
    }

    private static String summary(String[] description) {
        return description.length == 0 ? "" : description[0].replace("'", "\\'");
    }

    private static String function(String name) {
        return name.replace('-', '_');
    }
}
