package dev.gkelocal.cloudrun.programs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import sun.misc.Signal;

/** A user's program, in the moods that the tests need. */
@SuppressWarnings("SystemOut")
public final class Program {
    private Program() {}

    /** The command that runs it in the given mood, on this JDK. */
    public static List<String> in(String... mood) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Program.class.getName()));
        command.addAll(List.of(mood));
        return command;
    }

    private static String classPath() {
        return Path.of(Program.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    public static void main(String... mood) throws Exception {
        var port = Integer.parseInt(System.getenv("PORT"));
        switch (mood[0]) {
            case "serve" -> serve(port);
            case "elsewhere" -> serve(0);
            case "silent" -> Thread.sleep(Long.MAX_VALUE);
            case "exit" -> {
                System.err.println("no, not today");
                System.exit(Integer.parseInt(mood[1]));
            }
            case "stubborn" -> {
                Signal.handle(new Signal("TERM"), _ -> System.out.println("I heard you"));
                serve(port);
            }
            case "parent" -> {
                new ProcessBuilder("sleep", "600").inheritIO().start();
                serve(port);
            }
            default -> throw new IllegalArgumentException(mood[0]);
        }
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/die")) {
                Runtime.getRuntime().halt(3);
            }
            var body = new TreeMap<>(System.getenv()).toString().getBytes(StandardCharsets.UTF_8);
            System.out.println("{\"severity\":\"WARNING\",\"message\":\"asked for " + exchange.getRequestURI() + "\"}");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
