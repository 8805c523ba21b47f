package dev.gkelocal.cli.run;

import static dev.gkelocal.cli.run.FakeAdmin.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.CliRun;
import dev.gkelocal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final String DONE =
            "{\"name\":\"projects/p/locations/r/operations/1\",\"done\":true,\"response\":{}}";
    private static final String SERVICE = """
            {"name":"projects/gke-local/locations/us-central1/services/web","uri":"http://web.localhost:8082","etag":"e1",
             "latestCreatedRevision":"projects/p/locations/r/services/web/revisions/web-00002-abc",
             "latestReadyRevision":"projects/p/locations/r/services/web/revisions/web-00002-abc",
             "template":{"containers":[{"image":"local/web"}]},
             "trafficStatuses":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","revision":"web-00002-abc","percent":100}]}""";

    @TempDir
    private Path project;

    private FakeAdmin admin;

    @BeforeEach
    void start() throws IOException {
        admin = new FakeAdmin(project);
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void source_ofANewService_isBuiltThenCreated() throws IOException {
        // Given
        var source = Files.createDirectory(project.resolve("src"));
        admin.answers(
                        "POST /local/v1/images:build",
                        200,
                        "{\"image\":\"local/web\",\"digest\":\"sha256:1f\",\"kind\":\"java-source\"}")
                .answers("POST " + PARENT + "/services?serviceId=web", 200, DONE);
        // When
        var run = CliRun.in(project).run("run", "deploy", "web", "--source", "src", "--port", "9000");
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        var writes = admin.writes();
        assertThat(writes.get(0).body())
                .isEqualTo(Json.object().put("name", "web").put("source", source.toString()));
        assertThat(writes.get(1).body().at("/template/containers/0"))
                .isEqualTo(Json.parse("{\"image\":\"local/web@sha256:1f\",\"ports\":[{\"containerPort\":9000}]}")
                        .orElseThrow());
        assertThat(run.err()).contains("Built image local/web", "Creating revision", "Routing traffic");
    }

    @Test
    void existingService_isPatchedWithTheMaskOfTheFlags() {
        // Given
        existing()
                .answers(
                        "PATCH " + PARENT + "/services/web?updateMask=template.containers%2Ctemplate.timeout",
                        200,
                        DONE);
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web", "--timeout", "60");
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(admin.writes().getFirst().body().path("etag").asText()).isEqualTo("e1");
        assertThat(run.out()).isEqualTo("http://web.localhost:8082\n");
        assertThat(run.err())
                .contains(
                        "Service [web] revision [web-00002-abc] has been deployed and is serving 100 percent of traffic.",
                        "Try: curl http://web.localhost:8082");
    }

    @Test
    void noTraffic_pinsWhatServesNow() {
        // Given
        existing().answers("PATCH " + PARENT + "/services/web?updateMask=template.containers%2Ctraffic", 200, DONE);
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web", "--no-traffic");
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(admin.writes().getFirst().body().path("traffic"))
                .isEqualTo(Json.parse("""
                        [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-00002-abc","percent":100}]""").orElseThrow());
    }

    @Test
    void tag_isPutOnTheRevisionByNameOnceItIsThere() {
        // Given
        existing()
                .answers("PATCH " + PARENT + "/services/web?updateMask=template.containers", 200, DONE)
                .answers("PATCH " + PARENT + "/services/web?updateMask=traffic", 200, DONE);
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web", "--tag", "next");
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(admin.writes().get(1).body().path("traffic"))
                .isEqualTo(Json.parse("""
                        [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":100},
                         {"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION","revision":"web-00002-abc","tag":"next"}]""").orElseThrow());
    }

    @Test
    void revisionThatDoesNotStart_failsWithItsTextAndTheWayToTheLogs() {
        // Given
        existing().answers("PATCH " + PARENT + "/services/web?updateMask=template.containers", 200, """
                        {"name":"o/1","done":true,"error":{"code":9,"message":"Revision 'web-00003-x' is not ready and cannot serve traffic."}}""");
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web");
        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Revision 'web-00003-x' is not ready and cannot serve traffic.", "gke-local logs web");
    }

    @Test
    void invalidField_isShownWithItsPath() {
        // Given
        existing().answers("PATCH " + PARENT + "/services/web?updateMask=template.containers", 400, """
                        {"error":{"code":400,"status":"INVALID_ARGUMENT","message":"wrong",
                         "details":[{"fieldViolations":[{"field":"template.containers[0].image","description":"too long"}]}]}}""");
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web");
        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("INVALID_ARGUMENT: wrong\n- template.containers[0].image: too long");
    }

    @Test
    void newService_withoutAnythingToRun_isAUsageError() {
        // When
        var run = CliRun.in(project).run("deploy", "fresh");
        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--source DIR or --image IMAGE");
    }

    @Test
    void newService_withNoTraffic_isRefusedAsByGcloud() {
        // When
        var run = CliRun.in(project).run("deploy", "fresh", "--image", "local/web", "--no-traffic");
        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--no-traffic not supported when creating a new service.");
    }

    @Test
    void async_doesNotWait() {
        // Given
        existing().answers("PATCH " + PARENT + "/services/web?updateMask=template.containers", 200, """
                        {"name":"o/1","metadata":{"uri":"http://web"}}""");
        // When
        var run = CliRun.in(project).run("deploy", "web", "--image", "local/web", "--async");
        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("Service [web] is deploying");
    }

    private FakeAdmin existing() {
        return admin.answers("GET " + PARENT + "/services/web", 200, SERVICE);
    }
}
