package dev.gkelocal.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Java compiler as a process of its own. After its first use it makes itself a class archive in the background, which
 * saves a third of its time from then on.
 */
public final class Javac {
    private static final Logger LOG = LoggerFactory.getLogger(Javac.class);
    /** Small source, few loops: the optimising compiler never pays for itself. The log speaks of archives only. */
    private static final List<String> QUICK =
            List.of("-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1", "-J-Xlog:disable", "-proc:none", "-nowarn");
    /** Touches what small services use. */
    private static final String SAMPLE = """
            public class Sample {
                record Pair(String name, int count) {}

                public static void main(String[] args) throws Exception {
                    var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress(0), 0);
                    server.createContext("/", exchange -> {
                        var text = java.util.stream.Stream.of(args).map(it -> new Pair(it, it.length()))
                                .collect(java.util.stream.Collectors.groupingBy(Pair::count)).toString() + new java.util.TreeMap<>(System.getenv());
                        exchange.sendResponseHeaders(200, text.length());
                        exchange.getResponseBody().write(text.getBytes());
                    });
                    switch (args.length) {
                        case 0 -> server.start();
                        default -> throw new IllegalStateException("no arguments");
                    }
                }
            }
            """;

    private final Path javaHome;
    private final Path archive;
    private final boolean trains;
    private final AtomicBoolean training = new AtomicBoolean();

    /**
     * @param cache folder of the archive
     * @param trains whether the first use makes the archive: only where this process goes on for some seconds
     */
    public Javac(Path javaHome, Path cache, boolean trains) {
        this.javaHome = javaHome;
        this.archive = cache.resolve("javac-" + System.getProperty("java.vm.version") + ".jsa");
        this.trains = trains;
    }

    /**
     * @param sources below the folder, as is the output
     * @param options more words for the compiler
     */
    public Tool.Outcome compile(Path folder, List<String> sources, String output, List<String> options)
            throws IOException {
        boolean trained = Files.exists(archive);
        var flags = trained ? List.of("-J-XX:SharedArchiveFile=" + archive, "-J-Xshare:auto") : List.<String>of();
        var outcome =
                run(folder, Stream.concat(flags.stream(), options.stream()).toList(), sources, output);
        if (trains && !trained && training.compareAndSet(false, true)) {
            Thread.ofVirtual().name("javac-archive").start(this::train);
        }
        return outcome;
    }

    private Tool.Outcome run(Path folder, List<String> flags, List<String> sources, String output) throws IOException {
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin/javac").toString());
        command.addAll(flags);
        command.addAll(QUICK);
        command.addAll(List.of("-d", output));
        command.addAll(sources);
        return Tool.run(folder, command);
    }

    private void train() {
        var name = archive.getFileName() + "-" + UUID.randomUUID();
        var folder = archive.resolveSibling(name);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("Sample.java"), SAMPLE);
            var made = folder.resolve("made.jsa");
            run(folder, List.of("-J-XX:ArchiveClassesAtExit=" + made), List.of("Sample.java"), ".");
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.info("no class archive for javac cause={}", e.toString());
        } finally {
            clean(folder);
        }
    }

    private static void clean(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.debug("left behind folder={} cause={}", folder, e.toString());
        }
    }
}
