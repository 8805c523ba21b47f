package dev.gkelocal.platform.served;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Follows the event stream in a thread of its own until it is closed. */
final class EventClient implements AutoCloseable {
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<String> comments = new CopyOnWriteArrayList<>();
    private final HttpURLConnection connection;

    /**
     * One message of the stream.
     *
     * @param name {@code message} unless it says otherwise
     */
    record Message(String name, String id, String data) {
        JsonNode json() {
            return Gateway.parse(data);
        }
    }

    EventClient(URI base, String query, @Nullable String lastEventId) throws IOException {
        connection = (HttpURLConnection)
                base.resolve("/api/v1/events" + query).toURL().openConnection();
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        Thread.ofVirtual().start(() -> read(reader));
    }

    /** CloudEvents about one aggregate. */
    List<Message> about(String subject) {
        return messages.stream()
                .filter(it -> it.name().equals("message"))
                .filter(it -> it.json().path("subject").asText().equals(subject))
                .toList();
    }

    List<String> names() {
        return messages.stream().map(Message::name).toList();
    }

    private void read(BufferedReader reader) {
        try {
            var block = new ArrayList<String>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (!line.isEmpty()) {
                    block.add(line);
                } else {
                    take(block);
                    block.clear();
                }
            }
        } catch (IOException _) {
            // The test has closed it.
        }
    }

    private void take(List<String> block) {
        var data = field(block, "data");
        if (!data.isEmpty()) {
            var name = field(block, "event");
            messages.add(new Message(name.isEmpty() ? "message" : name, field(block, "id"), data));
        }
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(it -> it.startsWith(name + ": "))
                .map(it -> it.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
