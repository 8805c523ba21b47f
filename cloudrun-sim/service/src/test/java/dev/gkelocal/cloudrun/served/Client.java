package dev.gkelocal.cloudrun.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the Admin API under test. */
record Client(URI base) {
    static final String PARENT = "/v2/projects/gke-local-project/locations/us-central1";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    record Answer(int status, JsonNode json) {
        String error() {
            return json.path("error").path("status").asText() + " "
                    + json.path("error").path("message").asText();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String body) {
        return send(json(path).POST(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, String body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    /** The operation once it is done. */
    JsonNode done(Answer started) {
        if (started.status() != 200) {
            throw new AssertionError("not accepted: " + started);
        }
        var name = started.json().path("name").asText();
        var answer = post("/v2/" + name + ":wait", "{\"timeout\":\"60s\"}");
        if (!answer.json().path("done").asBoolean()) {
            throw new AssertionError("not done: " + answer);
        }
        return answer.json();
    }

    static HttpResponse<String> call(int port, String service) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("X-Service-Name", service)
                .GET());
    }

    Answer send(HttpRequest.Builder request) {
        var response = exchange(request);
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.statusCode() + " " + response.body(), e);
        }
    }

    static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
