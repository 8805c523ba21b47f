package dev.gkelocal.embedded.launch;

import dev.gkelocal.embedded.state.StateFolder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the supervisor is started: as a process that outlives the terminal and whoever started it. */
public record SupervisorCommand(Path dist, StateFolder folder) {
    public static final String TITLE = "supervisor";
    /** Whether the supervisor has to make a session of its own. */
    public static final String LEAD_SESSION = "gkelocal.supervisor.lead_session";

    static final String JAR = "embedded/lib/embedded.jar";
    private static final File NOWHERE = new File("/dev/null");
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    /** One more JVM for everybody: it must cost next to nothing. */
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx32m",
            "-Xmn4m",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "--enable-native-access=ALL-UNNAMED");

    /**
     * @param arguments file with all properties, its own and what it hands on
     * @param archiveFlags how it uses a class archive, or none
     */
    public ProcessBuilder prepare(Path arguments, List<String> archiveFlags) {
        var command = new ArrayList<String>();
        var setsid = SETSID.stream().filter(Files::isExecutable).findFirst();
        setsid.ifPresent(it -> command.add(it.toString()));
        command.add(ProgramCommand.java());
        command.add("-D" + LEAD_SESSION + "=" + setsid.isEmpty());
        addJvm(command, arguments, archiveFlags);
        return builder(command, folder);
    }

    /**
     * A second platform beside this one, at the lowest priority, whose programs are run to be learnt from. It stays in
     * the session of who starts it, and notes its pid.
     */
    public ProcessBuilder prepareTraining(Path note, Path arguments, List<String> archiveFlags) {
        var command = new ArrayList<String>();
        command.add(ProgramCommand.java());
        addJvm(command, arguments, archiveFlags);
        return builder(Background.command(note, command), folder);
    }

    private void addJvm(List<String> command, Path arguments, List<String> archiveFlags) {
        command.addAll(FLAGS);
        command.addAll(archiveFlags);
        command.add("@" + arguments);
        command.add("-jar");
        command.add(dist.resolve(JAR).toString());
    }

    private static ProcessBuilder builder(List<String> command, StateFolder folder) {
        return new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectInput(NOWHERE)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.log(TITLE).toFile()));
    }
}
