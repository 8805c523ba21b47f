package dev.gkelocal.cloudrun.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.leadership.SettableLead;
import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.runtime.AdoptedInstance;
import dev.gkelocal.cloudrun.runtime.InstanceEvent;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.BuildResult;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.ImageStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fleet with instances and requests that the test plays itself. */
class FleetTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RevisionName REVISION =
            RevisionName.parse("projects/p/locations/r/services/web/revisions/web-00001-abc");
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration RETENTION = Duration.ofMinutes(15);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Instances instances = new Instances();
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private final Requests requests = new Requests();
    private final Heard heard = new Heard();
    private final AtomicInteger ids = new AtomicInteger();
    private final SettableLead lead = new SettableLead();
    private final Fleet fleet = new Fleet(
            new FleetSettings(
                    ScalingSettings.PUBLISHED,
                    Duration.ofMillis(5),
                    1,
                    Duration.ZERO,
                    Duration.ofMinutes(4),
                    Duration.ofSeconds(10),
                    StartBackoff.Settings.DEFAULT,
                    lead),
            new LocalPrograms(new OneImage()),
            heard,
            (InstantSource) now::get,
            () -> new InstanceId("i" + ids.incrementAndGet()),
            Executors.newSingleThreadScheduledExecutor());

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void revision_withoutRequests_hasNoInstance() {
        // When
        begin(Standing.SERVING, 0);

        // Then
        await().during(Duration.ofMillis(100)).atMost(SOON).until(instances.orders::isEmpty);
    }

    @Test
    void request_thatWaits_startsAnInstanceAndIsRoutedToIt() {
        // Given
        begin(Standing.SERVING, 0);

        // When
        wait(1);

        // Then
        var id = awaitOrder(1);
        instances.ready(id);
        await().atMost(SOON).until(() -> requests.routed().equals(List.of(id)));
        assertThat(heard.decisions).first().satisfies(it -> {
            assertThat(it.reason()).isEqualTo(Reason.ON_DEMAND);
            assertThat(it.from()).isZero();
            assertThat(it.to()).isEqualTo(1);
        });
        assertThat(heard.startedForRequest).isEqualTo(1);
    }

    @Test
    void start_forARequest_belongsToItsTraceUntilReady() {
        // Given
        begin(Standing.SERVING, 0);

        // When
        wait(1);
        instances.ready(awaitOrder(1));
        await().atMost(SOON).until(() -> heard.traces.contains("IDLE " + TRACEPARENT));
        fleet.apply(plan(true, Standing.REMOVED, 0));

        // Then
        await().atMost(SOON).until(() -> heard.traces.contains("DRAINING null"));
        assertThat(heard.traces)
                .containsSubsequence("STARTING " + TRACEPARENT, "ON_DEMAND " + TRACEPARENT, "IDLE " + TRACEPARENT);
    }

    @Test
    void burst_ofWaitingRequests_startsAsManyInstancesAsTheyNeed() {
        // Given
        begin(Standing.SERVING, 0);

        // When
        wait(25);

        // Then
        await().atMost(SOON).until(() -> instances.orders.size() == 3);
    }

    @Test
    void idleInstance_afterRetention_isStopped() {
        // Given
        begin(Standing.SERVING, 0);
        wait(1);
        var id = awaitOrder(1);
        instances.ready(id);
        await().atMost(SOON).until(() -> requests.routed().contains(id));
        requests.pending.set(0);

        // When
        now.set(now.get().plus(RETENTION).plusSeconds(1));

        // Then
        await().atMost(SOON).until(() -> instances.stopped.contains(id));
        assertThat(requests.routed()).isEmpty();
        instances.exited(id, 143);
        await().atMost(SOON).until(() -> heard.phases(id).contains(Phase.STOPPED));
        assertThat(heard.phases(id)).containsSubsequence(Phase.STARTING, Phase.IDLE, Phase.DRAINING, Phase.STOPPED);
    }

    @Test
    void instanceWithRequests_ofDeletedRevision_isStoppedOnlyWhenTheyEnd() {
        // Given
        begin(Standing.SERVING, 0);
        wait(1);
        var id = awaitOrder(1);
        instances.ready(id);
        await().atMost(SOON).until(() -> requests.routed().contains(id));
        requests.pending.set(0);
        requests.inFlight.put(id, 2);

        // When
        fleet.apply(FleetPlan.EMPTY);

        // Then
        await().atMost(SOON).until(() -> requests.routed().isEmpty());
        await().during(Duration.ofMillis(100)).atMost(SOON).until(instances.stopped::isEmpty);
        requests.inFlight.clear();
        await().atMost(SOON).until(() -> instances.stopped.contains(id));
    }

    @Test
    void minimum_isStartedAndKept() {
        // When
        begin(Standing.SERVING, 2);

        // Then
        await().atMost(SOON).until(() -> instances.orders.size() == 2);
        instances.ready(new InstanceId("i1"));
        instances.ready(new InstanceId("i2"));
        now.set(now.get().plus(RETENTION).plusSeconds(1));
        await().during(Duration.ofMillis(100)).atMost(SOON).until(instances.stopped::isEmpty);
    }

    @Test
    void revision_beingDeployed_isTriedWithoutARequest() {
        // When
        begin(Standing.DEPLOYING, 0);

        // Then
        instances.ready(awaitOrder(1));
        await().atMost(SOON).until(() -> heard.trials.size() == 1);
        assertThat(heard.trials.getFirst()).isInstanceOf(Trial.Passed.class);
    }

    @Test
    void revision_beingDeployed_whoseProgramExits_isNotTriedAgain() {
        // Given
        begin(Standing.DEPLOYING, 0);

        // When
        instances.exited(awaitOrder(1), 3);

        // Then
        await().atMost(SOON).until(() -> heard.trials.size() == 1);
        assertThat(heard.trials.getFirst()).isEqualTo(new Trial.Ended(new Exit(3)));
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> instances.orders.size() == 1);
    }

    @Test
    void crashLoop_slowsTheStartsDown() {
        // Given
        begin(Standing.SERVING, 1);

        instances.exited(awaitOrder(1), 1);

        // When
        instances.exited(awaitOrder(2), 1);

        // Then
        await().atMost(SOON).until(() -> heard.failures.contains(2));
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> instances.orders.size() == 2);
        now.set(now.get().plusSeconds(3));
        awaitOrder(3);
    }

    @Test
    void adoptedInstance_ofKnownRevision_servesAtOnce() {
        // Given
        var id = new InstanceId("old");
        var adopted = new AdoptedInstance(id, REVISION, 42L, "127.0.0.1", 4711, START, START);

        // When
        fleet.start(instances, requests, plan(true, Standing.SERVING, 0), List.of(adopted));

        // Then
        await().atMost(SOON).until(() -> requests.routed().equals(List.of(id)));
        assertThat(heard.phases(id)).contains(Phase.IDLE);
    }

    @Test
    void adoptedInstance_ofUnknownRevision_isStopped() {
        // Given
        var id = new InstanceId("old");

        // When
        fleet.start(
                instances,
                requests,
                FleetPlan.EMPTY,
                List.of(new AdoptedInstance(id, REVISION, 42L, "127.0.0.1", 4711, START, START)));

        // Then
        await().atMost(SOON).until(() -> instances.stopped.contains(id));
    }

    @Test
    void disabledSimulator_stopsEveryInstanceAndSaysSoToTheIngress() {
        // Given
        begin(Standing.SERVING, 1);
        var id = awaitOrder(1);
        instances.ready(id);
        await().atMost(SOON).until(() -> requests.routed().contains(id));

        // When
        fleet.apply(plan(false, Standing.SERVING, 1));

        // Then
        await().atMost(SOON).until(() -> instances.stopped.contains(id));
        assertThat(requests.table.get().enabled()).isFalse();
    }

    @Test
    void haltedFleet_startsNothingInPlaceOfWhatEnds() {
        // Given
        begin(Standing.SERVING, 1);
        var id = awaitOrder(1);
        instances.ready(id);
        await().atMost(SOON).until(() -> requests.routed().contains(id));

        // When
        fleet.halt();
        instances.exited(id, 143);

        // Then
        await().atMost(SOON).until(() -> heard.phases(id).contains(Phase.STOPPED));
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> instances.orders.size() == 1);
    }

    @Test
    void imageThatIsGone_failsTheTrial() {
        // When
        var template = template(0);
        var gone =
                new PlannedRevision(REVISION, template, "sha256:gone", Standing.DEPLOYING, new ScalingLimits(10, 0, 5));
        fleet.start(instances, requests, new FleetPlan(true, Map.of(REVISION, gone), Map.of()), List.of());

        // Then
        await().atMost(SOON).until(() -> heard.trials.size() == 1);
        assertThat(heard.trials.getFirst().toString()).contains("sha256:gone is no longer in the image store");
    }

    private void begin(Standing standing, int min) {
        fleet.start(instances, requests, plan(true, standing, min), List.of());
    }

    private static FleetPlan plan(boolean enabled, Standing standing, int min) {
        var revision =
                new PlannedRevision(REVISION, template(min), "sha256:here", standing, new ScalingLimits(10, min, 5));
        return new FleetPlan(enabled, Map.of(REVISION, revision), Map.of());
    }

    private static RevisionTemplate template(int min) {
        var container = new Container(
                "",
                "local/web",
                List.of(),
                List.of("--loud"),
                List.of(),
                new Resources(1000, 512, true, false),
                TemplateDefaults.PORT,
                "");
        return new RevisionTemplate(
                null,
                Map.of(),
                Map.of(),
                new RevisionScaling(min, 5),
                10,
                Duration.ofMinutes(5),
                "",
                ExecutionEnvironment.UNSPECIFIED,
                false,
                false,
                List.of(container));
    }

    @Test
    void fleet_withoutServices_saysSoToTheIngress() {
        // When
        fleet.start(instances, requests, FleetPlan.EMPTY, List.of()).join();

        // Then
        await().atMost(SOON).until(() -> requests.published.get() > 0);
    }

    @Test
    void fleet_whoseLeadRanOut_decidesNothingUntilItHasItAgain() {
        // Given
        begin(Standing.SERVING, 0);
        lead.held = false;

        // When
        wait(1);

        // Then
        await().during(Duration.ofMillis(100)).atMost(SOON).until(instances.orders::isEmpty);
        lead.held = true;
        awaitOrder(1);
    }

    private void wait(int waiting) {
        requests.pending.set(waiting);
        fleet.requestWaits(REVISION, TRACEPARENT);
    }

    private InstanceId awaitOrder(int number) {
        await().atMost(SOON).until(() -> instances.orders.size() >= number);
        var order = instances.orders.get(number - 1);
        assertThat(order.workload()).isEqualTo(new Workload.Program(List.of("run", "--loud"), Path.of("/")));
        return order.id();
    }

    private final class Instances implements InstanceRuntime {
        private final List<InstanceOrder> orders = new CopyOnWriteArrayList<>();
        private final Set<InstanceId> stopped = ConcurrentHashMap.newKeySet();

        @Override
        public void start(InstanceOrder order) {
            orders.add(order);
        }

        @Override
        public void stop(InstanceId id, Duration grace) {
            stopped.add(id);
        }

        @Override
        public List<AdoptedInstance> adopt() {
            return List.of();
        }

        @Override
        public void shutDown(Duration grace) {}

        void ready(InstanceId id) {
            fleet.on(new InstanceEvent.Ready(id, now.get(), "127.0.0.1", 4711, Duration.ofMillis(300)));
        }

        void exited(InstanceId id, int status) {
            fleet.on(new InstanceEvent.Exited(id, now.get(), new Exit(status)));
        }
    }

    private static final class Requests implements DataPlane {
        private final AtomicReference<RouteTable> table = new AtomicReference<>(RouteTable.EMPTY);
        private final AtomicInteger published = new AtomicInteger();
        private final AtomicInteger pending = new AtomicInteger();
        private final Map<InstanceId, Integer> inFlight = new ConcurrentHashMap<>();

        @Override
        public void publish(RouteTable next) {
            table.set(next);
            published.incrementAndGet();
        }

        @Override
        public Map<RevisionName, Demand> takeDemand() {
            return pending.get() == 0 ? Map.of() : Map.of(REVISION, new Demand(0, 0, pending.get(), 0));
        }

        @Override
        public Map<InstanceId, Integer> inFlight() {
            return Map.copyOf(inFlight);
        }

        List<InstanceId> routed() {
            var route = table.get().revisions().get(REVISION);
            return route == null
                    ? List.of()
                    : route.instances().stream().map(it -> it.id()).toList();
        }
    }

    private static final class OneImage implements ImageStore {
        @Override
        public BuildResult build(BuildRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Image> find(String reference) {
            return reference.equals("sha256:here")
                    ? Optional.of(new Image(
                            reference, Image.Kind.COMMAND, List.of("run"), Map.of(), Path.of("/"), Instant.EPOCH))
                    : Optional.empty();
        }

        @Override
        public List<NamedImage> list() {
            return List.of();
        }

        @Override
        public void collect(Set<String> digestsInUse) {}
    }

    private static final class Heard implements FleetListener {
        private final List<Trial> trials = new CopyOnWriteArrayList<>();
        private final List<InstanceState> states = new CopyOnWriteArrayList<>();
        private final List<ScalingDecided> decisions = new CopyOnWriteArrayList<>();
        private final List<String> traces = new CopyOnWriteArrayList<>();
        private final List<Integer> failures = new CopyOnWriteArrayList<>();
        private volatile int startedForRequest;

        @Override
        public void tried(RevisionName revision, Trial trial) {
            trials.add(trial);
        }

        @Override
        public void health(RevisionName revision, Health health) {
            failures.add(health.failures());
        }

        @Override
        public void instance(InstanceState state, @Nullable String traceparent) {
            states.add(state);
            traces.add(state.phase() + " " + traceparent);
        }

        @Override
        public void decided(ScalingDecided decision, @Nullable String traceparent) {
            decisions.add(decision);
            traces.add(decision.reason() + " " + traceparent);
        }

        @Override
        public void started(RevisionName revision, Duration startup, boolean forWaitingRequest) {
            startedForRequest += forWaitingRequest ? 1 : 0;
        }

        List<Phase> phases(InstanceId id) {
            return states.stream()
                    .filter(it -> it.id().equals(id))
                    .map(InstanceState::phase)
                    .toList();
        }
    }
}
