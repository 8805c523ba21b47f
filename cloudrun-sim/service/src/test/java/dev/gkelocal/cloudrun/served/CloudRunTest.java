package dev.gkelocal.cloudrun.served;

import static dev.gkelocal.cloudrun.served.Client.PARENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.cloudrun.programs.Program;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service: the API over HTTP, a real broker, real processes, the real ingress. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class CloudRunTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "gkelocal.state_dir")
    String stateDir;

    @TempDir
    Path source;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
        // The replay of the event log goes on after the HTTP server listens.
        await().atMost(SOON)
                .until(() -> client.post(PARENT + "/services?serviceId=probe&validateOnly=true", body("x"))
                                .status()
                        == 200);
    }

    @Test
    void service_isDeployedCalledScaledToZeroAndWokenAgain() {
        // Given
        build("hello", Program.in("serve"));

        // When
        var operation = client.done(client.post(PARENT + "/services?serviceId=hello", body("local/hello")));

        // Then
        var service = operation.path("response");
        assertThat(service.path("@type").asText()).isEqualTo("type.googleapis.com/google.cloud.run.v2.Service");
        assertThat(service.path("generation").asText()).isEqualTo("1");
        assertThat(service.path("observedGeneration").asText()).isEqualTo("1");
        assertThat(service.path("terminalCondition").path("state").asText()).isEqualTo("CONDITION_SUCCEEDED");
        assertThat(service.path("latestReadyRevision").asText())
                .matches(".*/services/hello/revisions/hello-00001-[a-z0-9]{3}");
        var port = ingressPort(service);
        assertThat(Client.call(port, "hello").body())
                .contains("K_SERVICE=hello")
                .contains("K_REVISION=hello-00001-")
                .contains("K_CONFIGURATION=hello");
        await().atMost(SOON).until(() -> logs("hello").contains("/run.googleapis.com%2Frequests"));
        awaitInstances("hello", 0);
        assertThat(Client.call(port, "hello").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(logs("hello"))
                        .contains("\"severity\":\"WARNING\"")
                        .contains("asked for /")
                        .contains("\"service_name\":\"hello\""));
    }

    @Test
    void brokenRevision_leavesTheOldOneServing() {
        // Given
        build("good", Program.in("serve"));
        build("broken", Program.in("exit", "7"));
        var before = client.done(client.post(PARENT + "/services?serviceId=keeps", body("local/good")))
                .path("response");

        // When
        var operation = client.done(client.patch(
                PARENT + "/services/keeps?updateMask=template.containers",
                "{\"template\":{\"containers\":[{\"image\":\"local/broken\"}]}}"));

        // Then
        assertThat(operation.path("error").path("code").asInt()).isEqualTo(9);
        assertThat(operation.path("error").path("message").asText())
                .startsWith("Revision 'keeps-00002-")
                .contains("is not ready and cannot serve traffic. The user-provided container failed to start and"
                        + " listen on the port defined provided by the PORT=8080");
        var service = client.get(PARENT + "/services/keeps").json();
        assertThat(service.path("terminalCondition").path("reason").asText()).isEqualTo("REVISION_FAILED");
        assertThat(service.path("latestReadyRevision")).isEqualTo(before.path("latestReadyRevision"));
        assertThat(service.path("latestCreatedRevision").asText()).contains("keeps-00002-");
        assertThat(Client.call(ingressPort(service), "keeps").statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> logs("keeps").contains("Container called exit(7)."));
    }

    @Test
    void unknownImage_failsWithCloudRunsWords() {
        // When
        var operation = client.done(client.post(PARENT + "/services?serviceId=noimage", body("local/nowhere")));

        // Then
        assertThat(operation.path("error").path("message").asText())
                .endsWith("is not ready and cannot serve traffic. Image 'local/nowhere' not found.");
    }

    @Test
    void trafficChange_makesNoRevisionAndTagReachesItsOwn() {
        // Given
        build("split", Program.in("serve"));
        var first = revision(client.done(client.post(PARENT + "/services?serviceId=split", body("local/split"))));
        client.done(
                client.patch(
                        PARENT + "/services/split?updateMask=template.containers",
                        "{\"template\":{\"containers\":[{\"image\":\"local/split\",\"env\":[{\"name\":\"V\",\"value\":\"2\"}]}]}}"));

        // When
        var operation = client.done(client.patch(
                PARENT + "/services/split?updateMask=traffic",
                "{\"traffic\":[{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST\",\"percent\":100},"
                        + "{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION\",\"revision\":\"" + first
                        + "\",\"tag\":\"old\"}]}"));

        // Then
        var service = operation.path("response");
        assertThat(service.path("generation").asText()).isEqualTo("3");
        var tagged = service.path("trafficStatuses").get(1);
        assertThat(tagged.path("revision").asText()).isEqualTo(first);
        var host = URI.create(tagged.path("uri").asText());
        assertThat(host.getHost()).startsWith("old---split-");
        assertThat(client.get(PARENT + "/services/split/revisions").json().path("revisions"))
                .hasSize(2);
        assertThat(Client.call(host.getPort(), "split").body()).contains("V=2");
    }

    @Test
    void sameTemplateAgain_makesNoRevision() {
        // Given
        build("same", Program.in("serve"));
        client.done(client.post(PARENT + "/services?serviceId=same", body("local/same")));

        // When
        client.done(client.patch(PARENT + "/services/same", body("local/same")));

        // Then
        assertThat(client.get(PARENT + "/services/same/revisions").json().path("revisions"))
                .hasSize(1);
    }

    @Test
    void deletedService_isGoneAndItsNameIsFree() {
        // Given
        build("brief", Program.in("serve"));
        var port = ingressPort(client.done(client.post(PARENT + "/services?serviceId=brief", body("local/brief")))
                .path("response"));

        // When
        var operation = client.done(client.delete(PARENT + "/services/brief"));

        // Then
        assertThat(operation.path("response").path("deleteTime").asText()).isNotEmpty();
        assertThat(operation.path("response").path("expireTime").asText()).isNotEmpty();
        assertThat(client.get(PARENT + "/services/brief").error())
                .isEqualTo("NOT_FOUND Resource 'brief' of kind 'SERVICE' in region 'us-central1' in project"
                        + " 'gke-local-project' does not exist.");
        await().atMost(SOON).until(() -> Client.call(port, "brief").statusCode() == 404);
        assertThat(client.get(PARENT + "/services?showDeleted=true").json().toString())
                .contains("services/brief");
        client.done(client.post(PARENT + "/services?serviceId=brief", body("local/brief")));
    }

    @Test
    void revision_thatServes_cannotBeDeleted() {
        // Given
        build("held", Program.in("serve"));
        var revision = revision(client.done(client.post(PARENT + "/services?serviceId=held", body("local/held"))));

        // When
        var answer = client.delete(PARENT + "/services/held/revisions/" + revision);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith("FAILED_PRECONDITION").contains("actively serving");
    }

    @Test
    void create_ofNameThatExists_is409() {
        // Given
        client.done(client.post(PARENT + "/services?serviceId=twice", body("local/none")));

        // When
        var answer = client.post(PARENT + "/services?serviceId=twice", body("local/none"));

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).isEqualTo("ALREADY_EXISTS Resource 'twice' already exists.");
    }

    @Test
    void patch_withOldEtag_is409() {
        // Given
        var service = client.done(client.post(PARENT + "/services?serviceId=etags", body("local/none")))
                .path("metadata");
        var old = service.path("etag").toString();
        client.done(client.patch(PARENT + "/services/etags?updateMask=description", "{\"description\":\"one\"}"));

        // When
        var answer = client.patch(
                PARENT + "/services/etags?updateMask=description", "{\"description\":\"two\",\"etag\":" + old + "}");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).startsWith("ABORTED Conflict for resource 'etags'");
    }

    @Test
    void validateOnly_persistsNothing() {
        // When
        var answer = client.post(PARENT + "/services?serviceId=dry&validateOnly=true", body("local/none"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("done")).isFalse();
        assertThat(client.get("/v2/" + answer.json().path("name").asText()).status())
                .isEqualTo(404);
        assertThat(client.get(PARENT + "/services/dry").status()).isEqualTo(404);
    }

    @Test
    void pages_ofServices_holdAllOfThemNewestFirst() {
        // Given
        for (var name : List.of("page-a", "page-b", "page-c")) {
            client.done(client.post(PARENT + "/services?serviceId=" + name, body("local/none")));
        }

        // When
        var names = new ArrayList<String>();
        var token = "";
        do {
            var page = client.get(PARENT + "/services?pageSize=1&pageToken=" + token)
                    .json();
            page.path("services")
                    .forEach(it -> names.add(it.path("name").asText().replaceAll(".*/", "")));
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());

        // Then
        assertThat(names).containsSubsequence("page-c", "page-b", "page-a").doesNotHaveDuplicates();
    }

    @Test
    void wrongFields_areNamedWithTheirPaths() {
        // When
        var answer = client.post(
                PARENT + "/services?serviceId=wrong",
                "{\"template\":{\"colour\":\"red\",\"containers\":[{\"image\":\"x\",\"env\":[{\"name\":\"K_SERVICE\"}],"
                        + "\"volumeMounts\":[{\"name\":\"v\"}],\"resources\":{\"limits\":{\"cpu\":\"lots\"}}}]}}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        var violations = answer.json().path("error").path("details").get(0).path("fieldViolations");
        var fields = new ArrayList<String>();
        violations.forEach(it -> fields.add(it.path("field").asText()));
        assertThat(fields)
                .contains(
                        "template.colour",
                        "template.containers[0].volumeMounts",
                        "template.containers[0].resources.limits.cpu");
    }

    @Test
    void brokenJson_isRefusedWithItsPlace() {
        // When
        var answer = client.post(PARENT + "/services?serviceId=wrong", "{\"template\":\n {,}");

        // Then
        assertThat(answer.error()).startsWith("INVALID_ARGUMENT").contains("line 2");
    }

    @Test
    void request_fromAnotherSitesPage_isRefused() {
        // When
        var answer = client.send(client.request(PARENT + "/services")
                .header("Origin", "https://evil.example")
                .GET());

        // Then
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void write_withoutJsonType_isRefused() {
        // When
        var answer = client.send(client.request(PARENT + "/services?serviceId=x")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        // Then
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void otherProject_isRefused() {
        assertThat(client.get("/v2/projects/other/locations/us-central1/services")
                        .error())
                .startsWith("PERMISSION_DENIED");
    }

    @Test
    void unknownPath_isAnsweredInTheApisForm() {
        assertThat(client.get("/v2/nonsense").error()).startsWith("NOT_FOUND");
    }

    @Test
    void regionDash_isRefusedInLists() {
        assertThat(client.get("/v2/projects/gke-local-project/locations/-/services")
                        .status())
                .isEqualTo(400);
    }

    private void build(String name, List<String> command) {
        var body = JSON.createObjectNode().put("name", name).put("source", source.toString());
        command.forEach(body.putArray("command")::add);
        var answer = client.post("/local/v1/images:build", body.toString());
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private static String body(String image) {
        return "{\"template\":{\"containers\":[{\"image\":\"" + image + "\"}]}}";
    }

    private static String revision(JsonNode operation) {
        return operation.path("response").path("latestReadyRevision").asText().replaceAll(".*/", "");
    }

    private static int ingressPort(JsonNode service) {
        return URI.create(service.path("uri").asText()).getPort();
    }

    private String logs(String service) {
        return Client.exchange(client.request("/local/v1/logs?limit=1000&service=" + service)
                        .GET())
                .body();
    }

    private void awaitInstances(String service, int count) {
        var folder = Path.of(stateDir, "run", "instances");
        await().atMost(SOON).until(() -> {
            int found = 0;
            for (var file : folder.toFile().listFiles((_, name) -> name.endsWith(".json"))) {
                found += file.exists()
                                && java.nio.file.Files.readString(file.toPath()).contains("/" + service + "/")
                        ? 1
                        : 0;
            }
            return found == count;
        });
    }
}
