package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Uses a training platform as a user would, so that the archives hold what users need. What it is answered is of no interest. */
record Exercise(Endpoints endpoints, StateFolder folder) {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int ROUNDS = 3;
    private static final String PARENT = "/v2/projects/training/locations/training/services";

    private static final String WORKLOAD =
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"training\"},"
                    + "\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"t\"}},\"template\":{\"metadata\":{\"labels\":"
                    + "{\"app\":\"t\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}";

    private static final int CALLS = 20;
    private static final int BETWEEN_CALLS_MILLIS = 100;

    /** Listens as a user's program would, and comes with every JDK. */
    private static final String PROGRAM =
            "exec " + Path.of(System.getProperty("java.home"), "bin", "jwebserver") + " -b 0.0.0.0 -p $PORT";

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
            autopilot();
            deploy();
            call();
            endpoints.management().values().forEach(address -> {
                get(address, "/q/health/ready");
                get(address, "/q/metrics");
            });
        }
    }

    private void autopilot() {
        if (!endpoints.autopilot().isEmpty()) {
            var review =
                    "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\","
                            + "\"operation\":\"CREATE\",\"userInfo\":{\"username\":\"training\"},\"object\":" + WORKLOAD
                            + "}}";
            post(endpoints.autopilot(), "/admission/mutate", review);
            post(endpoints.autopilot(), "/admission/validate", review);
        }
    }

    private void deploy() {
        post(
                endpoints.cloudRunAdmin(),
                "/local/v1/images:build",
                "{\"name\":\"training\",\"source\":\"" + folder.logs() + "\",\"command\":[\"/bin/sh\",\"-c\",\""
                        + PROGRAM + "\"]}");
        post(
                endpoints.cloudRunAdmin(),
                PARENT + "?serviceId=training",
                "{\"template\":{\"containers\":[{\"image\":\"local/training\"}]}}");
        get(endpoints.cloudRunAdmin(), PARENT + "/training");
    }

    /** Requests to the program, from when it is reached on: they wait for its start, or are not yet routed to it. */
    private void call() {
        for (var attempt = 0; attempt < CALLS; attempt++) {
            send(endpoints.cloudRunIngress(), "GET / HTTP/1.1\r\nX-Service-Name: training\r\n", "");
            try {
                Thread.sleep(BETWEEN_CALLS_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
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
