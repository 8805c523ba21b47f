package dev.gkelocal.embedded.launch;

import dev.gkelocal.embedded.process.NotedPid;
import dev.gkelocal.embedded.state.StateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a program is started.
 *
 * @param settings the effective configuration as system properties {@code gkelocal.*}
 */
public record ProgramCommand(Path dist, StateFolder folder, PortPlan ports, Map<String, String> settings) {
    private static final File NOWHERE = new File("/dev/null");

    public ProgramCommand {
        settings = Map.copyOf(settings);
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * @param run what the program calls itself when it is asked whether it is ready
     * @param archiveFlags how this JVM uses or makes a class archive, or none
     */
    public ProcessBuilder prepare(Program program, String run, List<String> archiveFlags) throws IOException {
        var arguments = folder.run().resolve(program.title() + ".args");
        ArgumentFile.write(arguments, properties(program, run));
        var command = new ArrayList<>(NotedPid.prefix(folder.run().resolve(program.title() + ".pid")));
        command.add(java());
        command.addAll(program.flags());
        command.addAll(archiveFlags);
        command.add("@" + arguments);
        command.add("-jar");
        command.add(dist.resolve(program.jar()).toString());
        var log = folder.log(program.title()).toFile();
        return new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectInput(NOWHERE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    Map<String, String> properties(Program program, String run) {
        var properties = new HashMap<>(settings);
        ports.numbers().forEach((port, number) -> properties.put(port.property(), number.toString()));
        properties.put("gkelocal.state_dir", folder.root().toString());
        properties.put("gkelocal.run", run);
        if (System.getProperty("os.name").equals("Linux")) {
            // Otherwise a program of the JDK's own stands between, 3 ms of each cold start (ADR 0004). macOS has no
            // such choice.
            properties.put("jdk.lang.Process.launchMechanism", "VFORK");
        }
        properties.put("gkelocal.kafka.bootstrap", "127.0.0.1:" + ports.of(Port.KAFKA));
        program.http().ifPresent(it -> properties.put("quarkus.http.port", Integer.toString(ports.of(it))));
        program.management().ifPresent(it -> {
            properties.put("quarkus.management.port", Integer.toString(ports.of(it)));
            properties.putAll(QuarkusSettings.of(settings));
        });
        return Map.copyOf(properties);
    }
}
