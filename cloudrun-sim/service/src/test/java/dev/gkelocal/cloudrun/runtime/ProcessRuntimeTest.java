package dev.gkelocal.cloudrun.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.cloudrun.programs.Program;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exited;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Ready;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Spawned;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailed;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.NeverListened;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.NotSpawned;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes in every mood. Waits are long because the machine may be busy, not because anything takes long. */
class ProcessRuntimeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final RevisionName REVISION =
            RevisionName.parse("projects/p/locations/r/services/hello/revisions/hello-00001-abc");
    private static final InstanceId ID = new InstanceId("one");

    @TempDir
    private Path state;

    private final List<InstanceEvent> events = new CopyOnWriteArrayList<>();
    private @org.jspecify.annotations.Nullable ProcessRuntime runtime;

    private ProcessRuntime runtime() {
        if (runtime == null) {
            runtime = new ProcessRuntime(state, SHORT, 0, InstantSource.system(), events::add);
        }
        return runtime;
    }

    @AfterEach
    void shutDown() {
        runtime().shutDown(Duration.ZERO);
    }

    @Test
    void start_ofServer_becomesReadyOnItsPort() throws Exception {
        // When
        start("serve");

        // Then
        var ready = awaitEvent(Ready.class);
        assertThat(get(ready.port())).contains("PORT=" + ready.port());
        assertThat(ready.startup()).isPositive();
    }

    @Test
    void environment_ofInstance_isTheContractsAndTheUsersOnly() throws Exception {
        // When
        runtime().start(order(Program.in("serve"), Map.of("COLOUR", "blue"), LONG, Duration.ZERO));

        // Then
        var seen = get(awaitEvent(Ready.class).port());
        assertThat(seen)
                .contains("K_SERVICE=hello")
                .contains("K_REVISION=hello-00001-abc")
                .contains("K_CONFIGURATION=hello")
                .contains("COLOUR=blue")
                .doesNotContain("MAVEN")
                .doesNotContain("OLDPWD");
    }

    @Test
    void start_withColdStartDelay_isNotReadyBefore() {
        // Given
        var delay = Duration.ofSeconds(2);

        // When
        runtime().start(order(Program.in("serve"), Map.of(), LONG, delay));

        // Then
        assertThat(awaitEvent(Ready.class).startup()).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void start_beyondTheParallelOnes_waitsForItsTurn() {
        // Given
        runtime = new ProcessRuntime(state, SHORT, 1, InstantSource.system(), events::add);
        runtime().start(order(new InstanceId("first"), Program.in("silent"), LONG));

        // When
        runtime().start(order(new InstanceId("second"), Program.in("serve"), LONG));
        awaitEvent(InstanceEvent.Spawned.class);
        runtime().stop(new InstanceId("first"), Duration.ZERO);

        // Then
        awaitEvent(Ready.class);
        assertThat(events.stream()
                        .map(it -> it.id().value() + " " + it.getClass().getSimpleName()))
                .containsSubsequence("first Spawned", "second Spawned", "second Ready");
    }

    @Test
    void stop_ofOneThatWaitsForItsTurn_endsItWithoutAProcess() {
        // Given
        runtime = new ProcessRuntime(state, SHORT, 1, InstantSource.system(), events::add);
        runtime().start(order(new InstanceId("first"), Program.in("silent"), LONG));
        awaitEvent(InstanceEvent.Spawned.class);
        runtime().start(order(new InstanceId("second"), Program.in("serve"), LONG));

        // When
        runtime().stop(new InstanceId("second"), Duration.ZERO);
        runtime().stop(new InstanceId("first"), Duration.ZERO);

        // Then
        await().untilAsserted(() ->
                assertThat(events.stream().filter(Exited.class::isInstance)).hasSize(2));
        assertThat(events.stream().filter(InstanceEvent.Spawned.class::isInstance))
                .hasSize(1);
    }

    @Test
    void start_ofProgramThatExits_reportsItsStatus() throws IOException {
        // When
        start("exit", "7");

        // Then
        assertThat(awaitEvent(Exited.class).exit()).isEqualTo(new Exit(7));
        assertThat(events).noneMatch(Ready.class::isInstance);
        assertThat(output("stderr")).contains("no, not today");
    }

    @Test
    void start_ofProgramThatNeverListens_failsAtTheDeadlineAndEndsIt() {
        // When
        runtime().start(order(Program.in("silent"), Map.of(), SHORT, Duration.ZERO));

        // Then
        var failure = awaitEvent(StartFailed.class).failure();
        assertThat(failure).isInstanceOfSatisfying(NeverListened.class, it -> {
            assertThat(it.timeout()).isEqualTo(SHORT);
            assertThat(it.listens()).isNull();
        });
        awaitEvent(Exited.class);
    }

    @Test
    void start_ofProgramThatListensElsewhere_namesThatPort() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "needs /proc");

        // When
        runtime().start(order(Program.in("elsewhere"), Map.of(), Duration.ofSeconds(5), Duration.ZERO));

        // Then
        var failure = awaitEvent(StartFailed.class).failure();
        assertThat(failure)
                .isInstanceOfSatisfying(
                        NeverListened.class, it -> assertThat(it.listens()).isNotNull());
    }

    @Test
    void start_inMissingFolder_saysSo() {
        // When
        runtime()
                .start(new InstanceOrder(
                        ID,
                        REVISION,
                        new Workload.Program(List.of("true"), state.resolve("absent")),
                        Map.of(),
                        LONG,
                        Duration.ZERO));

        // Then
        assertThat(awaitEvent(StartFailed.class).failure())
                .isInstanceOfSatisfying(
                        NotSpawned.class, it -> assertThat(it.message()).contains("absent"));
        awaitEvent(Exited.class);
    }

    @Test
    void start_ofMissingProgram_exitsAsAShellWould() throws IOException {
        // When
        runtime().start(order(List.of("/no/such/program"), Map.of(), LONG, Duration.ZERO));

        // Then
        assertThat(awaitEvent(Exited.class).exit().status()).isNotZero();
        assertThat(output("stderr")).contains("/no/such/program");
    }

    @Test
    void stop_ofServer_endsItBySigterm() {
        // Given
        start("serve");
        awaitEvent(Ready.class);

        // When
        runtime().stop(ID, LONG);

        // Then
        assertThat(awaitEvent(Exited.class).exit()).isEqualTo(new Exit(143));
        assertThat(records()).isEmpty();
    }

    @Test
    void stop_ofProgramThatIgnoresSigterm_killsItAfterTheGrace() throws IOException {
        // Given
        start("stubborn");
        awaitEvent(Ready.class);

        // When
        runtime().stop(ID, SHORT);

        // Then
        var exit = awaitEvent(Exited.class).exit();
        assertThat(exit.signal()).contains(9);
        assertThat(output("stdout")).contains("I heard you");
    }

    @Test
    void stop_ofProgramWithChildren_endsTheWholeGroup() {
        // Given
        start("parent");
        var pid = awaitEvent(Spawned.class).pid();
        awaitEvent(Ready.class);
        var child = ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow();

        // When
        runtime().stop(ID, LONG);

        // Then
        awaitEvent(Exited.class);
        await().atMost(LONG).until(() -> ProcessIdentity.of(child.pid()).isEmpty());
    }

    @Test
    void death_ofServer_endsItsChildrenToo() {
        // Given
        start("parent");
        var pid = awaitEvent(Spawned.class).pid();
        awaitEvent(Ready.class);
        var child = ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow();

        // When
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        // Then
        assertThat(awaitEvent(Exited.class).exit().signal()).contains(9);
        await().atMost(LONG).until(() -> ProcessIdentity.of(child.pid()).isEmpty());
    }

    @Test
    void adopt_afterCrash_findsTheReadyInstance() throws Exception {
        // Given
        start("serve");
        var port = awaitEvent(Ready.class).port();

        // When
        var successor = new ProcessRuntime(state, SHORT, 0, InstantSource.system(), events::add);
        var adopted = successor.adopt();

        // Then
        assertThat(adopted).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(ID);
            assertThat(it.revision()).isEqualTo(REVISION);
            assertThat(it.port()).isEqualTo(port);
        });
        successor.stop(ID, LONG);
        awaitEvent(Exited.class);
    }

    @Test
    void adopt_ofInstanceThatWasNotReady_endsIt() {
        // Given
        start("silent");
        var pid = awaitEvent(Spawned.class).pid();
        var noted = new InstanceFiles(state).paths(ID, REVISION).pid();
        await().atMost(LONG).until(() -> noted.toFile().length() > 0);

        // When
        var adopted = new ProcessRuntime(state, SHORT, 0, InstantSource.system(), events::add).adopt();

        // Then
        assertThat(adopted).isEmpty();
        await().atMost(LONG).until(() -> ProcessIdentity.of(pid).isEmpty());
    }

    @Test
    void adopt_whenOnlyTheNotedPidIsLeft_endsThatProcess() throws IOException {
        // Given
        start("serve");
        awaitEvent(Ready.class);
        var pid = awaitEvent(Spawned.class).pid();
        var files = new InstanceFiles(state);
        var entry = files.all().getFirst();
        files.write(new InstanceFiles.Entry(
                ID, REVISION, entry.port(), entry.createTime(), null, null, entry.boot(), null));

        // When
        var adopted = new ProcessRuntime(state, SHORT, 0, InstantSource.system(), events::add).adopt();

        // Then
        assertThat(adopted).isEmpty();
        await().atMost(LONG).until(() -> ProcessIdentity.of(pid).isEmpty());
    }

    @Test
    void adopt_ofAnotherProcessWithTheSamePid_leavesItAlone() throws IOException {
        // Given
        var ours = ProcessHandle.current().pid();
        var entry = new InstanceFiles.Entry(
                ID, REVISION, 1, InstantSource.system().instant(), ours, "1", ProcessIdentity.boot(), null);
        new InstanceFiles(state).write(entry);

        // When
        var adopted = runtime().adopt();

        // Then
        assertThat(adopted).isEmpty();
        assertThat(records()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"id\":\"x\"}", "{\"id\":\"x\",\"revision\":\"nonsense\"}"})
    void adopt_ofTornRecord_dropsIt(String torn) throws IOException {
        // Given
        var folder = Files.createDirectories(state.resolve("run/instances"));
        Files.writeString(folder.resolve("torn.json"), torn);

        // When
        var adopted = runtime().adopt();

        // Then
        assertThat(adopted).isEmpty();
        assertThat(records()).isEmpty();
    }

    @Test
    void perl_asGroupLeader_worksLikeSetsid() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "needs perl");

        // Given
        runtime = new ProcessRuntime(state, SHORT, 0, InstantSource.system(), events::add, ProcessGroup.byPerl());
        start("parent");
        var pid = awaitEvent(Spawned.class).pid();
        awaitEvent(Ready.class);
        var child = ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow();

        // When
        runtime().stop(ID, LONG);

        // Then
        awaitEvent(Exited.class);
        await().atMost(LONG).until(() -> ProcessIdentity.of(child.pid()).isEmpty());
    }

    private void start(String... mood) {
        runtime().start(order(Program.in(mood), Map.of(), LONG, Duration.ZERO));
    }

    private InstanceOrder order(List<String> command, Map<String, String> env, Duration timeout, Duration delay) {
        return new InstanceOrder(ID, REVISION, new Workload.Program(command, state), env, timeout, delay);
    }

    private InstanceOrder order(InstanceId id, List<String> command, Duration timeout) {
        return new InstanceOrder(id, REVISION, new Workload.Program(command, state), Map.of(), timeout, Duration.ZERO);
    }

    private <T extends InstanceEvent> T awaitEvent(Class<T> type) {
        return await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .findFirst(),
                        it -> it.isPresent())
                .orElseThrow();
    }

    private String output(String stream) throws IOException {
        return Files.readString(state.resolve("logs/run/r/hello/hello-00001-abc/one." + stream));
    }

    private List<String> records() {
        var names = state.resolve("run/instances").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private static String get(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
