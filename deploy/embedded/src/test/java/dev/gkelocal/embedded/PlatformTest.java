package dev.gkelocal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.ChildReport;
import dev.gkelocal.embedded.state.InstanceRecord;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real supervisor over fake programs: real processes, real signals. */
class PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    private StateFolder folder;
    private Platform platform;

    @BeforeEach
    void prepare() throws IOException {
        folder = new StateFolder(temp.resolve("project/.gke-local"));
        platform = new Platform(folder);
        FakeDistribution.in(temp.resolve("dist"));
    }

    @AfterEach
    void stopAll() {
        platform.down();
    }

    @Test
    void up_startsBrokerFirstThenServices_andSaysWhereTheyAre() {
        // Given
        var seen = new ArrayList<SupervisorState>();
        // When
        var result = platform.up(request(Map.of()), seen::add);
        // Then
        assertThat(result).isInstanceOfSatisfying(UpResult.Ready.class, ready -> {
            assertThat(ready.state().phase()).isEqualTo(PlatformPhase.READY);
            assertThat(ready.state().children())
                    .extracting(ChildReport::name)
                    .containsExactly("broker", "cloudrun-sim", "autopilot-sim", "platform-api");
            assertThat(ready.endpoints().gateway()).startsWith("http://127.0.0.1:");
            assertThat(ready.endpoints().management())
                    .containsOnlyKeys("cloudrun-sim", "autopilot-sim", "platform-api");
        });
        assertThat(seen).allSatisfy(state -> {
            if (phase(state, "platform-api") != ChildPhase.WAITING) {
                assertThat(phase(state, "broker")).isEqualTo(ChildPhase.READY);
            }
        });
        assertThat(platform.status()).isInstanceOf(PlatformStatus.Up.class);
    }

    @Test
    void up_whileUp_isAlreadyUpOrRefusedWithOtherSettings() {
        // Given
        ready(Map.of());
        // When
        var same = platform.up(request(Map.of()), _ -> {});
        var other = platform.up(request(Map.of("gkelocal.log_level", "debug")), _ -> {});
        // Then
        assertThat(same).isInstanceOf(UpResult.AlreadyUp.class);
        assertThat(other).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(5);
            assertThat(failed.sentence()).contains("other settings", "gke-local down");
        });
    }

    @Test
    void up_whileAProgramIsStartedAgain_waitsUntilAllIsReady() throws Exception {
        // Given
        var before = ready(Map.of("gkelocal.test.platform-api", "late"), "platform-api");
        kill(identity(before, "platform-api"));
        await().atMost(PATIENCE).until(() -> state().phase() == PlatformPhase.DEGRADED);
        var seen = new AtomicReference<SupervisorState>();
        var result = new CompletableFuture<UpResult>();
        var up = Thread.ofPlatform()
                .start(() ->
                        result.complete(platform.up(request(Map.of("gkelocal.test.platform-api", "late")), seen::set)));
        await().atMost(PATIENCE).until(() -> seen.get() != null);
        assertThat(result).isNotDone();
        // When
        go("platform-api");
        up.join();
        // Then
        assertThat(result.join()).isInstanceOfSatisfying(UpResult.AlreadyUp.class, again -> {
            assertThat(again.state().phase()).isEqualTo(PlatformPhase.READY);
            assertThat(again.state().supervisor()).isEqualTo(before.supervisor());
        });
    }

    @Test
    void up_whenAProgramDoesNotComeBack_saysSoInTime() throws Exception {
        // Given
        var late = Map.of("gkelocal.test.platform-api", "late");
        kill(identity(ready(late, "platform-api"), "platform-api"));
        await().atMost(PATIENCE).until(() -> state().phase() == PlatformPhase.DEGRADED);
        var whole = request(late);
        // When
        var result = platform.up(
                new UpRequest(whole.dist(), whole.settings(), whole.autoPorts(), Duration.ofSeconds(1)), _ -> {});
        // Then
        assertThat(result).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(6);
            assertThat(failed.sentence()).contains("not all of it is ready after 1 s", "gke-local status");
        });
    }

    @Test
    void twoUpsAtOnce_oneWinsAndTheOtherSaysSo() throws Exception {
        // Given
        var results = new ArrayList<UpResult>();
        Runnable up = () -> {
            var result = new Platform(folder).up(request(Map.of()), _ -> {});
            synchronized (results) {
                results.add(result);
            }
        };
        // When
        var first = Thread.ofPlatform().start(up);
        var second = Thread.ofPlatform().start(up);
        first.join();
        second.join();
        // Then
        assertThat(results).hasAtLeastOneElementOfType(UpResult.Ready.class);
        assertThat(results)
                .filteredOn(UpResult.Failed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(UpResult.Failed.class, loser -> {
                    assertThat(loser.exitCode()).isEqualTo(5);
                    assertThat(loser.sentence()).containsPattern("another .*process \\d+");
                });
    }

    @Test
    void down_endsBeforeAnyoneIsKilled_andLeavesNothing() throws IOException {
        // Given
        var state = ready(Map.of());
        // When
        var result = platform.down();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        DownResult.Stopped.class,
                        stopped -> assertThat(stopped.took())
                                .isLessThan(Program.BROKER.stopDeadline().plusSeconds(4)));
        assertThat(processes(state)).noneMatch(ProcessIdentity::isAlive);
        assertThat(folder.endpoints()).doesNotExist();
        try (var left = Files.list(folder.run())) {
            assertThat(left).containsOnly(folder.lock(), folder.instances());
        }
        assertThat(platform.status()).isEqualTo(new PlatformStatus.Down(""));
        assertThat(platform.down()).isInstanceOf(DownResult.NothingRan.class);
    }

    @Test
    void killedChild_isStartedAgain_andSaysSo() {
        // Given
        var before = identity(ready(Map.of()), "platform-api");
        // When
        kill(before);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(child("platform-api")).satisfies(child -> {
                    assertThat(child.phase()).isEqualTo(ChildPhase.READY);
                    assertThat(child.restarts()).isEqualTo(1);
                    assertThat(child.lastExit()).isEqualTo("signal 9");
                    assertThat(child.process()).isPresent().get().isNotEqualTo(before);
                }));
        await().atMost(PATIENCE).until(() -> state().phase() == PlatformPhase.READY);
    }

    @Test
    void killedBroker_isStartedAgain_withoutItsServices() {
        // Given
        var before = ready(Map.of());
        // When
        kill(identity(before, "broker"));
        // Then
        await().atMost(PATIENCE).until(() -> child("broker").restarts() == 1 && state().phase() == PlatformPhase.READY);
        assertThat(child("platform-api").process()).contains(identity(before, "platform-api"));
        assertThat(child("cloudrun-sim").process()).contains(identity(before, "cloudrun-sim"));
    }

    @Test
    void killedSupervisor_leavesServicesThatTheNextUpReplaces() {
        // Given
        var before = ready(Map.of());
        kill(before.supervisor());
        assertThat(platform.status())
                .isInstanceOfSatisfying(
                        PlatformStatus.LeftBehind.class,
                        left -> assertThat(left.running()).hasSize(4));
        // When
        var after = ready(Map.of());
        // Then
        assertThat(processes(before)).noneMatch(ProcessIdentity::isAlive);
        assertThat(processes(after)).allMatch(ProcessIdentity::isAlive);
    }

    @Test
    void killedSupervisor_downEndsWhatItLeft() {
        // Given
        var before = ready(Map.of());
        kill(before.supervisor());
        // When
        var result = platform.down();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        DownResult.CleanedUp.class,
                        cleaned -> assertThat(cleaned.ended()).hasSize(4));
        assertThat(processes(before)).noneMatch(ProcessIdentity::isAlive);
    }

    @Test
    void recordOfAReusedPid_isForgotten_notKilled() throws Exception {
        // Given
        folder.prepare();
        var stranger = new ProcessBuilder("sleep", "600").start();
        var start = ProcessIdentity.of(stranger.pid()).orElseThrow().start();
        var earlier = start.replaceFirst("ticks:", "ticks:1");
        var record = "{\"pid\":%d,\"startTime\":\"%s\"}".formatted(stranger.pid(), earlier);
        Files.writeString(
                folder.instances().resolve("i.json"), InstanceRecord.of(new ProcessIdentity(stranger.pid(), earlier)));
        Files.writeString(
                folder.supervisor(),
                "{\"pid\":%d,\"startTime\":\"%s\",\"state\":\"ready\",\"children\":[%s]}"
                        .formatted(stranger.pid(), earlier, record));
        // When
        var result = platform.down();
        // Then
        assertThat(result).isInstanceOf(DownResult.NothingRan.class);
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void instanceLeftByAll_isEndedWithItsGroup() throws Exception {
        // Given
        folder.prepare();
        var leader = new ProcessBuilder("setsid", "sh", "-c", "trap '' TERM; sleep 600 & wait; wait").start();
        await().until(() -> leader.descendants().count() == 1);
        var follower = ProcessIdentity.of(
                        leader.descendants().findFirst().orElseThrow().pid())
                .orElseThrow();
        var identity = ProcessIdentity.of(leader.pid()).orElseThrow();
        Files.writeString(folder.instances().resolve("i.json"), InstanceRecord.of(identity));
        leader.destroyForcibly().waitFor();
        assertThat(follower.isAlive()).isTrue();
        // When
        platform.down();
        // Then
        assertThat(follower.isAlive()).isFalse();
    }

    @Test
    void programThatEndsEarly_failsTheStart_withTheEndOfItsLog() {
        // Given
        var request = request(Map.of("gkelocal.test.platform-api", "exits"));
        // When
        var result = platform.up(request, _ -> {});
        // Then
        assertThat(result).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.sentence())
                    .contains("platform-api ends before it is ready (exit code 7)", "hello from platform-api");
        });
        assertThat(platform.status())
                .isInstanceOfSatisfying(
                        PlatformStatus.Down.class,
                        down -> assertThat(down.lastFailure()).contains("platform-api"));
    }

    @Test
    void programThatNeverListens_failsTheStartAtTheDeadline() {
        // Given
        var settings = request(Map.of("gkelocal.test.cloudrun-sim", "mute"));
        var request = new UpRequest(settings.dist(), settings.settings(), false, Duration.ofSeconds(3));
        // When
        var result = platform.up(request, _ -> {});
        // Then
        assertThat(result).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(6);
            assertThat(failed.sentence()).contains("cloudrun-sim is not ready after 3 s", "hello from cloudrun-sim");
        });
        assertThat(folder.endpoints()).doesNotExist();
    }

    @Test
    void programThatIgnoresSigterm_isKilledAtItsDeadline() {
        // Given
        var before = ready(Map.of("gkelocal.test.platform-api", "ignores-term"));
        // When
        var result = platform.down();
        // Then
        assertThat(result).isInstanceOf(DownResult.Stopped.class);
        assertThat(processes(before)).noneMatch(ProcessIdentity::isAlive);
    }

    @Test
    void busyPort_namesItsKeyAndItsHolder_orIsReplacedOnRequest() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var busy = Map.of("gkelocal.ports.gateway", Integer.toString(other.getLocalPort()));
            // When
            var refused = platform.up(request(busy), _ -> {});
            var settings = request(busy);
            var moved =
                    platform.up(new UpRequest(settings.dist(), settings.settings(), true, settings.timeout()), _ -> {});
            // Then
            assertThat(refused).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
                assertThat(failed.exitCode()).isEqualTo(5);
                assertThat(failed.sentence())
                        .contains(
                                "ports.gateway",
                                Integer.toString(other.getLocalPort()),
                                "process " + ProcessHandle.current().pid(),
                                "--auto-ports");
            });
            assertThat(moved)
                    .isInstanceOfSatisfying(
                            UpResult.Ready.class,
                            ready ->
                                    assertThat(ready.endpoints().gateway()).doesNotEndWith(":" + other.getLocalPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({"broker, kafka", "platform-api, platform_management"})
    void portTakenBetweenChoiceAndStart_isNotMistakenForTheOwn_andAnotherIsChosen(String title, String port)
            throws Exception {
        // Given another platform's program that answers there before ours listens
        var go = folder.root().resolve("go-" + title);
        var taken = new AtomicReference<Stranger>();
        var request = request(Map.of("gkelocal.test." + title, "late"));
        // When
        var result = platform.up(request, state -> {
            var child = child(state, title);
            if (taken.get() == null && child.phase() == ChildPhase.STARTING) {
                taken.set(Stranger.on(child.ports().get(port)));
                await().atMost(PATIENCE).until(() -> taken.get().wasAsked());
                write(go);
            }
        });
        // Then
        try (var stranger = taken.get()) {
            assertThat(result).isInstanceOfSatisfying(UpResult.Ready.class, ready -> {
                assertThat(child(ready.state(), title).ports()).doesNotContainEntry(port, stranger.port());
                assertThat(ready.endpoints().kafka()).doesNotEndWith(":" + stranger.port());
                assertThat(processes(ready.state())).hasSize(4).allMatch(ProcessIdentity::isAlive);
            });
        }
    }

    private static void write(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void stateOfANewerFormat_isRefused_namingReset() throws IOException {
        // Given
        folder.prepare();
        Files.writeString(folder.version(), "99\n");
        // When
        var result = platform.up(request(Map.of()), _ -> {});
        // Then
        assertThat(result).isInstanceOfSatisfying(UpResult.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(5);
            assertThat(failed.sentence()).contains("format '99'", "gke-local reset");
        });
        assertThat(folder.version()).hasContent("99");
    }

    @Test
    void upEndedBySigterm_takesDownWhatItStarted() throws Exception {
        // Given
        var settings = String.join(
                "\n",
                request(Map.of("gkelocal.test.platform-api", "mute")).settings().entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .toList());
        Files.writeString(temp.resolve("settings"), settings);
        var up = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpInAProcess.class.getName(),
                        temp.resolve("dist").toString(),
                        folder.root().toString(),
                        temp.resolve("settings").toString())
                .inheritIO()
                .start();
        await().atMost(PATIENCE)
                .until(() -> SupervisorState.read(folder)
                        .filter(it -> phase(it, "platform-api") == ChildPhase.STARTING)
                        .isPresent());
        var before = state();
        // When
        up.destroy();
        up.waitFor();
        // Then
        assertThat(before.supervisor().isAlive()).isFalse();
        assertThat(processes(before)).noneMatch(ProcessIdentity::isAlive);
        assertThat(folder.endpoints()).doesNotExist();
    }

    @Test
    void log_isRotated_whileItsProcessWritesOn() {
        // Given
        ready(Map.of(
                "gkelocal.test.platform-api",
                "chatty",
                "gkelocal.logs.max_bytes",
                "64KiB",
                "gkelocal.logs.files",
                "2"));
        var log = folder.log("platform-api");
        // When
        await().atMost(PATIENCE).until(() -> Files.exists(log.resolveSibling("platform-api.log.2")));
        // Then
        assertThat(child("platform-api").restarts()).isZero();
        assertThat(log.resolveSibling("platform-api.log.3")).doesNotExist();
        await().atMost(PATIENCE).until(() -> Files.size(log) > 0);
        assertThat(log).content().doesNotContain("\0");
    }

    private UpRequest request(Map<String, String> extra) {
        var settings = new HashMap<String, String>();
        for (var port : Port.values()) {
            settings.put(port.property(), "0");
        }
        settings.put("gkelocal.supervisor.archives", "off");
        settings.putAll(extra);
        var properties = new Properties();
        properties.putAll(settings);
        return UpRequest.of(temp.resolve("dist"), properties, false);
    }

    private SupervisorState ready(Map<String, String> extra) {
        var result = platform.up(request(extra), _ -> {});
        assertThat(result).isInstanceOf(UpResult.Ready.class);
        return ((UpResult.Ready) result).state();
    }

    /** One whose {@code late} program came up once. */
    private SupervisorState ready(Map<String, String> extra, String late) throws Exception {
        folder.prepare();
        go(late);
        var state = ready(extra);
        Files.delete(folder.root().resolve("go-" + late));
        return state;
    }

    private void go(String title) throws IOException {
        Files.createFile(folder.root().resolve("go-" + title));
    }

    private SupervisorState state() {
        return SupervisorState.read(folder).orElseThrow();
    }

    private ChildReport child(String name) {
        return child(state(), name);
    }

    private static ChildReport child(SupervisorState state, String name) {
        return state.children().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ChildPhase phase(SupervisorState state, String name) {
        return child(state, name).phase();
    }

    private static ProcessIdentity identity(SupervisorState state, String name) {
        return child(state, name).process().orElseThrow();
    }

    private static List<ProcessIdentity> processes(SupervisorState state) {
        return state.children().stream()
                .map(ChildReport::process)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void kill(ProcessIdentity identity) {
        ProcessHandle.of(identity.pid()).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> !identity.isAlive());
    }
}
