package dev.gkelocal.cli;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.run.UnknownFlag;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The commands with everything that is the same for all: help option, colours, what a failure prints and exits with. */
public final class CommandTree {
    private static final int HELP_WIDTH = 110;
    private static final Set<String> OVERVIEW = Set.of("-h", "--help", "--version");

    private CommandTree() {}

    /** All commands. */
    public static CommandLine of(Session session) {
        return with(session, List.of(Verbs.values()));
    }

    /** The commands that these words may need. */
    static CommandLine forWords(Session session, String... words) {
        boolean overview = words.length == 1 && OVERVIEW.contains(words[0]);
        return overview ? outline(session) : with(session, Verbs.neededFor(words));
    }

    private static CommandLine with(Session session, List<Verbs> verbs) {
        var line = root(session);
        verbs.forEach(verb -> line.addSubcommand(verb.command()));
        return uniform(session, line);
    }

    /** Names and summaries only, for the overview. */
    private static CommandLine outline(Session session) {
        var line = root(session);
        for (var verb : Verbs.values()) {
            var command = Objects.requireNonNull(verb.command().getAnnotation(Command.class));
            var spec = CommandSpec.create().name(command.name()).aliases(command.aliases());
            spec.usageMessage().description(command.description()).hidden(command.hidden());
            line.addSubcommand(spec);
        }
        return uniform(session, line);
    }

    private static CommandLine root(Session session) {
        var line = new CommandLine(GkeLocal.class, new Commands(session));
        line.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show version, build and Java.")
                        .build());
        return line;
    }

    private static CommandLine uniform(Session session, CommandLine line) {
        var terminal = session.terminal();
        everyCommand(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(session, failure, parsed))
                .setParameterExceptionHandler((problem, words) -> misused(session, problem));
    }

    private static void everyCommand(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        line.getCommandSpec().usageMessage().sortOptions(false);
        line.getSubcommands().values().stream()
                .distinct()
                .filter(it -> !it.getCommandSpec().optionsMap().containsKey("--help"))
                .forEach(CommandTree::everyCommand);
    }

    private static int failed(Session session, Exception failure, ParseResult parsed) throws Exception {
        if (failure instanceof CommandFailed told) {
            session.terminal().fail(String.valueOf(told.getMessage()));
            if (told.getCause() != null && verbose(parsed)) {
                told.getCause()
                        .printStackTrace(new PrintWriter(session.terminal().err(), true));
            }
            return told.code().number();
        }
        throw failure;
    }

    private static boolean verbose(ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("--verbose");
    }

    private static int misused(Session session, ParameterException problem) {
        session.terminal().fail(UnknownFlag.explain(problem));
        session.terminal()
                .say("See `" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.USAGE.number();
    }

    /** Makes commands: those that need their surroundings take them in the constructor. */
    private record Commands(Session session) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Session.class})) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(session));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
