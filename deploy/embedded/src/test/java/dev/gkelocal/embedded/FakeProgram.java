package dev.gkelocal.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands for each program of the platform: listens where that one would, answers health checks, and misbehaves as
 * {@code gkelocal.test.TITLE} says.
 */
final class FakeProgram {
    private FakeProgram() {}

    public static void main(String[] arguments) throws Exception {
        var title = Path.of(System.getProperty("java.class.path"))
                .getParent()
                .getParent()
                .getFileName()
                .toString();
        System.out.println("hello from " + title);
        switch (System.getProperty("gkelocal.test." + title, "")) {
            case "exits" -> System.exit(7);
            case "late" -> awaitFile(Path.of(System.getProperty("gkelocal.state_dir"), "go-" + title));
            case "mute" -> Thread.sleep(600_000);
            case "ignores-term" ->
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        Thread.sleep(600_000);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                }));
            case "chatty" -> Thread.ofPlatform().daemon().start(FakeProgram::chat);
            default -> {}
        }
        listen(title);
    }

    private static void listen(String title) throws IOException {
        var hang = Path.of(System.getProperty("gkelocal.state_dir"), "hang-" + title);
        var port = title.equals("broker") ? "gkelocal.ports.kafka" : "quarkus.management.port";
        try (var server = new ServerSocket(Integer.getInteger(port), 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (var socket = server.accept()) {
                    if (!title.equals("broker")) {
                        var run = System.getProperty("gkelocal.run");
                        var answer = "HTTP/1.1 " + (Files.exists(hang) ? "503" : "200") + " x\r\ncontent-length: "
                                + run.length() + "\r\n\r\n" + run;
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(5);
        }
    }

    private static void chat() {
        for (var line = 0; ; line++) {
            System.out.println("line " + line + " " + "x".repeat(100));
            if (line % 100 == 0) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }
}
