package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.wire.Answer;
import dev.gkelocal.cli.wire.LocalService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Admin API v2 (cloudrun sheet 3.1) of one project and region.
 *
 * @param parent {@code projects/P/locations/R}
 */
public record CloudRun(LocalService admin, String parent) {

    public Optional<JsonNode> service(String name) {
        var answer = admin.get("/v2/" + servicePath(name));
        return answer.notFound() ? Optional.empty() : Optional.of(answer.orFail());
    }

    /** The service; ends the command when there is none. */
    JsonNode existing(String name) {
        return service(name)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.NOT_FOUND,
                        "Cannot find service [" + name + "]; `gke-local run services list` names those there are"));
    }

    public Stream<JsonNode> services() {
        return pages("/v2/" + parent + "/services", "services");
    }

    Stream<JsonNode> revisions(String service) {
        return pages("/v2/" + servicePath(service) + "/revisions", "revisions");
    }

    /** Images of the revisions that requests may go to, whether instances of them run now or not. */
    public Set<String> servingImages() {
        var serving = new HashSet<String>();
        services().forEach(service -> {
            serving.add(Json.text(service, "latestReadyRevision"));
            service.path("trafficStatuses").forEach(it -> serving.add(Json.text(it, "revision")));
        });
        var names = serving.stream().map(CloudRun::shortName).collect(Collectors.toSet());
        return revisions("-")
                .filter(it -> names.contains(shortName(Json.text(it, "name"))))
                .flatMap(it -> StreamSupport.stream(it.path("containers").spliterator(), false))
                .map(it -> Json.text(it, "image"))
                .collect(Collectors.toSet());
    }

    JsonNode create(String name, JsonNode service) {
        return admin.post("/v2/" + parent + "/services?serviceId=" + encode(name), service)
                .orFail();
    }

    JsonNode patch(String name, JsonNode service, String updateMask) {
        return admin.patch("/v2/" + servicePath(name) + "?updateMask=" + encode(updateMask), service)
                .orFail();
    }

    JsonNode delete(String name) {
        return admin.delete("/v2/" + servicePath(name)).orFail();
    }

    /** The operation after at most {@code seconds}, done or not. */
    JsonNode await(JsonNode operation, int seconds) {
        var body = Json.object().put("timeout", seconds + "s");
        return admin.post("/v2/" + Json.text(operation, "name") + ":wait", body).orFail();
    }

    Answer build(JsonNode order) {
        return admin.post("/local/v1/images:build", order);
    }

    private Stream<JsonNode> pages(String path, String field) {
        return Stream.iterate(
                        Optional.of(admin.get(path).orFail()),
                        Optional::isPresent,
                        page -> page.map(it -> Json.text(it, "nextPageToken"))
                                .filter(token -> !token.isEmpty())
                                .map(token -> admin.get(path + "?pageToken=" + encode(token))
                                        .orFail()))
                .flatMap(Optional::stream)
                .flatMap(page -> StreamSupport.stream(page.path(field).spliterator(), false));
    }

    private String servicePath(String name) {
        return parent + "/services/" + encode(name);
    }

    /** The last part of a resource name. */
    static String shortName(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
