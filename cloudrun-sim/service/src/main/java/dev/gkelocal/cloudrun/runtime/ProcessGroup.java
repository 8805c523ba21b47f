package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs as leaders of a process group of their own, and signals whole groups. Java can do neither (ADR
 * 0004): {@code setsid} becomes a shell, which notes its pid and becomes the program. All three have the same pid.
 */
final class ProcessGroup {
    /** Writes the pid before anything else, so that no crash of ours leaves a process that no file knows. */
    private static final String NOTE_PID = "echo $$ >\"$0\" && exec \"$@\"";

    /** For a command that is a line for the shell anyway: one shell does both. */
    private static final String NOTE_PID_AND_RUN_LINE = "echo $$ >\"$0\" && eval \"$1\"";

    private static final List<String> SHELL_LINE = List.of("/bin/sh", "-c");

    private static final List<String> PERL =
            List.of("/usr/bin/perl", "-e", "setpgrp(0,0); exec {$ARGV[0]} @ARGV or die \"$ARGV[0]: $!\\n\"");

    enum Signal {
        TERM,
        KILL
    }

    /** The command that makes its argument the leader of a new group. */
    private final List<String> leader;

    ProcessGroup() {
        this(setsid());
    }

    ProcessGroup(List<String> leader) {
        this.leader = List.copyOf(leader);
    }

    /** What macOS, which has no {@code setsid}, uses instead. */
    static ProcessGroup byPerl() {
        return new ProcessGroup(PERL);
    }

    Process spawn(Workload.Program program, Map<String, String> env, InstanceFiles.Paths paths) throws IOException {
        var command = new ArrayList<>(leader);
        command.addAll(noting(paths.pid(), program.command()));
        var builder = new ProcessBuilder(command)
                .directory(program.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(paths.stdout().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(paths.stderr().toFile()));
        builder.environment().clear();
        builder.environment().putAll(env);
        return builder.start();
    }

    private static List<String> noting(Path pid, List<String> program) {
        var isLine = program.size() == SHELL_LINE.size() + 1
                && program.subList(0, SHELL_LINE.size()).equals(SHELL_LINE);
        var noting = new ArrayList<>(SHELL_LINE);
        noting.add(isLine ? NOTE_PID_AND_RUN_LINE : NOTE_PID);
        noting.add(pid.toString());
        noting.addAll(isLine ? List.of(program.getLast()) : program);
        return noting;
    }

    /** Signals every process of the group; a group without processes is no error. */
    void signal(long leaderPid, Signal signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- -" + leaderPid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            // Without a shell only the leader can be reached.
            ProcessHandle.of(leaderPid)
                    .ifPresent(signal == Signal.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> setsid() {
        for (var path : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(path))) {
                return List.of(path);
            }
        }
        return PERL;
    }
}
