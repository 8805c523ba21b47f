package dev.gkelocal.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.images.Image.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;

/** The description beside an image's content. */
record Manifest(Image image, String packages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "image.json";

    void write(Path folder) throws IOException {
        var json = JSON.createObjectNode();
        json.put("digest", image.digest());
        json.put("kind", image.kind().id());
        image.command().forEach(json.putArray("command")::add);
        var env = json.putObject("env");
        image.env().forEach(env::put);
        json.put("packages", packages);
        json.put("createTime", image.createTime().toString());
        Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(json));
    }

    static Manifest read(Path folder) throws IOException {
        var json = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
        var command = new ArrayList<String>();
        json.path("command").forEach(it -> command.add(it.asText()));
        var env = new HashMap<String, String>();
        json.path("env")
                .properties()
                .forEach(it -> env.put(it.getKey(), it.getValue().asText()));
        var image = new Image(
                json.path("digest").asText(),
                Kind.of(json.path("kind").asText()),
                command,
                env,
                folder.resolve("content"),
                Instant.parse(json.path("createTime").asText()));
        return new Manifest(image, json.path("packages").asText());
    }
}
