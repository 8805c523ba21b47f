package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.admin.Bodies.Body;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.BuildResult;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.ImageStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Local images: ours, not Google's. */
@Path("/local/v1")
@RunOnVirtualThread
public final class ImagesResource {
    private final ImageStore images;

    public ImagesResource(ImageStore images) {
        this.images = images;
    }

    @POST
    @Path("/images:build")
    public Response build(byte @Nullable [] body) {
        return switch (Bodies.read(body)) {
            case Body.Refused(var answer) -> answer;
            case Body.Read(var tree) -> build(tree);
        };
    }

    private Response build(JsonNode tree) {
        var violations = new ArrayList<Violation>();
        var fields = Fields.of(tree, "", violations);
        var name = fields.text("name");
        var source = fields.text("source");
        List<String> command = new ArrayList<>(fields.texts("command"));
        var args = fields.texts("args");
        if (!BuildRequest.isName(name)) {
            fields.wrong("name", "'" + name + "' must be lower-case letters, digits, '.', '_' and '-', at most 128");
        }
        if (!source.startsWith("/")) {
            fields.wrong("source", "must be the absolute path of a folder, got '" + source + "'");
        }
        if (command.isEmpty() && !args.isEmpty()) {
            fields.wrong("args", "needs a command");
        }
        fields.end();
        if (!violations.isEmpty()) {
            return Answers.invalid(violations);
        }
        command.addAll(args);
        var request = new BuildRequest(name, java.nio.file.Path.of(source).normalize(), command);
        return switch (images.build(request)) {
            case BuildResult.Built(var reference, var image, var cached) ->
                Answers.ok(json(reference, image).put("cached", cached));
            case BuildResult.Rejected(var message) -> Answers.invalid(List.of(new Violation("source", message)));
            case BuildResult.Failed(var message) -> Answers.error(Answers.Code.INTERNAL, message);
        };
    }

    @GET
    @Path("/images")
    public Response list() {
        var body = Answers.JSON.createObjectNode();
        var array = body.putArray("images");
        images.list().forEach(it -> array.add(json(it.reference(), it.image())));
        return Answers.ok(body);
    }

    private static ObjectNode json(String reference, Image image) {
        var json = Answers.JSON.createObjectNode();
        json.put("image", reference);
        json.put("digest", image.digest());
        json.put("kind", image.kind().id());
        image.command().forEach(json.putArray("command")::add);
        json.put("createTime", image.createTime().toString());
        return json;
    }
}
