package dev.gkelocal.cloudrun.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.cloudrun.control.Drafting;
import dev.gkelocal.cloudrun.control.ServiceDraft;
import dev.gkelocal.cloudrun.control.ServiceWrite;
import dev.gkelocal.cloudrun.control.Services.Terms;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.programs.Program;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.cloudrun.Condition.State;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.contracts.platform.SimulatorState;
import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.BuildResult;
import dev.gkelocal.testkit.broker.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives what: the service ends, is killed, loses its broker, loses its instances. */
class LifeTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");

    @TempDir
    private Path folder;

    private final TestBroker broker = TestBroker.start();
    private final List<Life> lives = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServiceName name = ServiceName.parse("projects/gke-local-project/locations/us-central1/services/live");

    @BeforeEach
    void begin() {
        newLife();
    }

    @AfterEach
    void end() {
        lives.getLast().end();
        broker.close();
        http.close();
    }

    @Test
    void kill_ofTheService_leavesInstancesThatTheNextOneAdopts() throws IOException {
        // Given
        deploy();
        var pid = pid();

        // When
        lives.getLast().vanish();
        newLife();

        // Then
        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(pid()).isEqualTo(pid);
        assertThat(lives.getLast().catalogue.service(name)).isPresent();
    }

    @Test
    void end_ofTheService_stopsItsInstances() throws IOException {
        // Given
        deploy();
        var pid = pid();

        // When
        lives.getLast().end();

        // Then
        await().atMost(SOON)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        newLife();
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void kill_ofTheOnlyInstance_isFollowedByAnotherForTheNextRequest() throws IOException {
        // Given
        deploy();
        var pid = pid();

        // When
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        // Then
        await().atMost(SOON).ignoreExceptions().until(() -> call().statusCode() == 200);
        assertThat(pid()).isNotEqualTo(pid);
    }

    @Test
    void brokerAway_trafficFlowsAndWritesSayWhyNot() throws IOException {
        // Given
        deploy();

        // When
        broker.kill();

        // Then
        assertThat(call().statusCode()).isEqualTo(200);
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await().atMost(SOON).ignoreExceptions().until(() -> call().statusCode() == 200);
        assertThat(update("3"))
                .isInstanceOfSatisfying(
                        ServiceWrite.Unavailable.class,
                        it -> assertThat(it.reason()).contains("cannot be reached"));
        broker.restart();
        await().atMost(SOON).until(() -> update("3") instanceof ServiceWrite.Accepted);
        awaitReady(2);
    }

    @Test
    void simulatorOff_answersNothingAndOnAgainServes() throws IOException {
        // Given
        deploy();
        var pid = pid();

        // When
        switchTo(false, 1);

        // Then
        await().atMost(SOON).until(() -> call().statusCode() != 200);
        await().atMost(SOON)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        switchTo(true, 2);
        await().atMost(SOON).until(() -> call().statusCode() == 200);
    }

    private void switchTo(boolean enabled, long generation) {
        var state = new SimulatorState(
                Simulator.CLOUD_RUN, new Version(1, generation), enabled, Instant.parse("2026-11-23T08:00:00Z"));
        lives.getLast()
                .log
                .writer()
                .append(Topics.PLATFORM_SIMULATOR, state, null)
                .join();
    }

    private void newLife() {
        var properties = new Properties();
        properties.setProperty("gkelocal.state_dir", folder.resolve("state").toString());
        properties.setProperty("gkelocal.kafka.bootstrap", broker.bootstrap());
        properties.setProperty("gkelocal.ports.cloud_run_ingress", "0");
        properties.setProperty("gkelocal.event_log.append_timeout", "2s");
        var life = new Life(properties);
        life.begin();
        lives.add(life);
        await().atMost(SOON).until(life.lifecycle::ready);
    }

    private void deploy() {
        var request = new BuildRequest("live", folder.resolve("source"), Program.in("serve"));
        request.source().toFile().mkdirs();
        assertThat(lives.getLast().images.build(request)).isInstanceOf(BuildResult.Built.class);
        var written = lives.getLast().services.create(name, drafting("1"), new Terms("me", false, null));
        assertThat(written).isInstanceOf(ServiceWrite.Accepted.class);
        awaitReady(1);
    }

    private ServiceWrite update(String timeoutSeconds) {
        return lives.getLast().services.update(name, drafting(timeoutSeconds), false, new Terms("me", false, null));
    }

    private void awaitReady(long generation) {
        await().atMost(SOON)
                .until(() -> lives.getLast()
                        .catalogue
                        .service(name)
                        .filter(it -> it.status().observedGeneration() >= generation)
                        .filter(it -> it.status().terminalCondition().state() == State.SUCCEEDED)
                        .isPresent());
    }

    private static Drafting drafting(String cpus) {
        var container = new Container(
                "",
                "local/live",
                List.of(),
                List.of(),
                List.of(new dev.gkelocal.contracts.cloudrun.EnvVar("GENERATION", cpus)),
                new Resources(1000, 512, true, false),
                TemplateDefaults.PORT,
                "");
        var template = new RevisionTemplate(
                null,
                Map.of(),
                Map.of(),
                new RevisionScaling(0, 5),
                80,
                Duration.ofMinutes(5),
                "",
                ExecutionEnvironment.UNSPECIFIED,
                false,
                false,
                List.of(container));
        var draft =
                new ServiceDraft("", Map.of(), Map.of(), "", "", template, List.of(), ServiceScaling.UNSET, false, "");
        return _ -> new Drafting.Drafted.Ready(draft);
    }

    private HttpResponse<String> call() throws IOException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + lives.getLast().ingress.port() + "/"))
                .header("X-Service-Name", "live")
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of the one instance that there is. */
    private long pid() throws IOException {
        try (var records = Files.newDirectoryStream(folder.resolve("state/run/instances"), "*.json")) {
            for (var record : records) {
                var pid = PID.matcher(Files.readString(record));
                if (pid.find()) {
                    return Long.parseLong(pid.group(1));
                }
            }
        }
        throw new AssertionError("no instance is on record");
    }
}
