package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Uses a training platform as a user would, so that the archives hold what users need. What it is answered is of no interest. */
record Exercise(Endpoints endpoints, StateFolder folder) {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int ROUNDS = 3;
    private static final String PARENT = "/v2/projects/training/locations/training/services";

    private static final List<String> GATEWAY = List.of(
            "/",
            "/api/v1/status",
            "/api/v1/cloudrun/services",
            "/api/v1/cloudrun/revisions",
            "/api/v1/cloudrun/instances",
            "/api/v1/cloudrun/decisions",
            "/api/v1/simulators",
            "/nowhere");

    void run() {
        for (var round = 0; round < ROUNDS; round++) {
            GATEWAY.forEach(path -> get(endpoints.gateway(), path));
            get(endpoints.cloudRunAdmin(), PARENT);
            deploy();
            get(endpoints.cloudRunIngress(), "/");
            endpoints.management().values().forEach(address -> {
                get(address, "/q/health/ready");
                get(address, "/q/metrics");
            });
        }
    }

    private void deploy() {
        post(
                endpoints.cloudRunAdmin(),
                "/local/v1/images:build",
                "{\"name\":\"training\",\"source\":\"" + folder.logs() + "\",\"command\":[\"sleep\",\"5\"]}");
        post(
                endpoints.cloudRunAdmin(),
                PARENT + "?serviceId=training",
                "{\"template\":{\"containers\":[{\"image\":\"local/training\"}]}}");
        get(endpoints.cloudRunAdmin(), PARENT + "/training");
    }

    private static void get(String address, String path) {
        send(address, "GET " + path + " HTTP/1.1\r\n", "");
    }

    private static void post(String address, String path, String json) {
        send(address, "POST " + path + " HTTP/1.1\r\nContent-Type: application/json\r\n", json);
    }

    private static void send(String address, String head, String body) {
        var uri = URI.create(address);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            var request = head + "Host: localhost\r\nAccept: */*\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // A program that does not answer learns nothing from this request; the next may.
            return;
        }
    }
}
