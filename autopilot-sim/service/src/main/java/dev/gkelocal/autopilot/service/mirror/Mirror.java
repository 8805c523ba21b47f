package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.NodeState;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.service.enforcement.EnforcementStatus;
import dev.gkelocal.autopilot.service.enforcement.Gates;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the simulated cluster up to the real one, again and again: each look compares all Pods and nodes of both and does what is missing.
 * Nothing has to be remembered, so that a look after a restart is like any other.
 */
public final class Mirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final Duration EVERY = Duration.ofMillis(1000);
    /** After news, so that many at once are one look. */
    private static final Duration AFTER_NEWS = Duration.ofMillis(50);

    private final KubernetesClient client;
    private final LiveCluster cluster;
    private final Supplier<EnforcementStatus> enforcement;
    private final InstantSource clock;
    private final Hands hands;
    private final ShownNodes nodes;
    private final PodEvents events;
    private final Surroundings surroundings;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mirror").daemon().factory());
    private final Thread speaker;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final SharedIndexInformer<Pod> realPods;
    private final SharedIndexInformer<Node> realNodes;

    /** By namespace/name: which real Pod the simulated one stands for. Also read by the cluster's thread. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private Map<String, Optional<String>> homes = Map.of();
    private Homes home = new Homes(List.of());
    private Set<String> namespaces = Set.of();
    /** By uid, of Pods without gate and node. */
    private final Map<String, Instant> offered = new HashMap<>();

    public Mirror(
            KubernetesClient client,
            LiveCluster cluster,
            Reviews reviews,
            Supplier<EnforcementStatus> enforcement,
            InstantSource clock,
            String version) {
        this.client = client;
        this.cluster = cluster;
        this.enforcement = enforcement;
        this.clock = clock;
        hands = new Hands(client, clock);
        nodes = new ShownNodes(client, clock, version);
        events = new PodEvents(client, clock);
        surroundings = new Surroundings(client, cluster);
        speaker = Thread.ofPlatform().name("pod-events").daemon().unstarted(events);
        reviews.gate(Gates::close);
        cluster.listen(this::happened);
        realPods = client.pods().inAnyNamespace().runnableInformer(0);
        realNodes = client.nodes().runnableInformer(0);
    }

    public void begin() {
        speaker.start();
        var news = new News<Pod>(this::soon);
        realPods.addEventHandler(news);
        realPods.start().thenCombine(realNodes.start(), (a, b) -> true).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("the cluster's Pods cannot be watched", failure);
            }
        });
        loop.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void soon() {
        if (asked.compareAndSet(false, true) && !loop.isShutdown()) {
            loop.schedule(this::look, AFTER_NEWS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        asked.set(false);
        if (!realPods.hasSynced() || !realNodes.hasSynced()) {
            return;
        }
        try {
            compare();
        } catch (RuntimeException e) {
            LOG.error("the clusters were not compared", e);
        }
    }

    private void compare() {
        var status = enforcement.get();
        if (status.state() == EnforcementStatus.State.STARTING) {
            return;
        }
        var isOn = status.state() == EnforcementStatus.State.ENFORCING
                || status.state() == EnforcementStatus.State.FAILING;
        if (!isOn || !cluster.isEnabled()) {
            letAllGo();
            return;
        }
        if (status.state() == EnforcementStatus.State.ENFORCING) {
            namespaces = Set.copyOf(status.namespaces());
            surroundings.follow(namespaces);
        }
        var real = pods();
        readHomes(real);
        readOffers(real);
        var decisions =
                new Decisions(simulatedNodes(), it -> homes.getOrDefault(it.uid(), Optional.empty()), this::onOffer);
        var seen = reconcile(real, decisions);
        nodes.show(seen.nodes, simulatedNodes());
        for (var pod : real.values()) {
            var simulated = seen.pods.get(pod.path());
            decisions
                    .about(pod, simulated, pod.uid().equals(known.get(pod.path())), seen.now)
                    .forEach(it -> hands.carryOut(it, () -> {}));
        }
        playSystem(decisions);
    }

    /** What the simulated cluster says, at one instant of its time. */
    private record Seen(Map<String, PodState> pods, List<NodeState> nodes, Instant now) {}

    private Map<String, RealPod> pods() {
        var all = new TreeMap<String, RealPod>();
        for (var each : realPods.getStore().list()) {
            var pod = new RealPod(each);
            if (namespaces.contains(pod.namespace()) && !pod.belongsToNode()) {
                all.put(pod.path(), pod);
            }
        }
        return all;
    }

    private void readHomes(Map<String, RealPod> real) {
        var now = Homes.of(realNodes.getStore().list().stream()
                .filter(it -> !NodeObjects.isSimulated(it))
                .toList());
        var before = now.equals(home) ? homes : Map.<String, Optional<String>>of();
        var counts = realPods.getStore().list().stream()
                .filter(it -> it.getSpec().getNodeName() != null)
                .collect(Collectors.groupingBy(it -> it.getSpec().getNodeName(), Collectors.counting()));
        var next = new HashMap<String, Optional<String>>();
        for (var pod : real.values()) {
            if (!pod.hasEnded()) {
                var held = before.get(pod.uid());
                next.put(pod.uid(), held == null ? now.best(pod, it -> counts.getOrDefault(it, 0L)) : held);
            }
        }
        homes = next;
        home = now;
    }

    private void readOffers(Map<String, RealPod> real) {
        var waiting = real.values().stream()
                .filter(it -> !it.isGated() && it.node().isEmpty())
                .map(RealPod::uid)
                .collect(Collectors.toSet());
        offered.keySet().retainAll(waiting);
        waiting.forEach(it -> offered.putIfAbsent(it, clock.instant()));
    }

    private Duration onOffer(RealPod pod) {
        var since = offered.get(pod.uid());
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    private Set<String> simulatedNodes() {
        return realNodes.getStore().list().stream()
                .filter(NodeObjects::isSimulated)
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private Seen reconcile(Map<String, RealPod> real, Decisions decisions) {
        var stale = known.entrySet().stream()
                .filter(it -> isGone(real.get(it.getKey()), it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var fresh = real.values().stream()
                .filter(it -> !it.hasEnded() && !it.isLeaving() && !it.uid().equals(known.get(it.path())))
                .toList();
        var first = known.isEmpty();
        if (stale.isEmpty() && fresh.isEmpty() && !first) {
            return cluster.ask(Mirror::seen).join();
        }
        var templates = fresh.stream()
                .map(it -> Template.of(it, decisions.isPlayed(it)))
                .toList();
        var result = cluster.change(running -> {
                    stale.forEach(it -> forget(running, it));
                    if (first) {
                        forgetStrangers(running, real);
                    }
                    for (int i = 0; i < fresh.size(); i++) {
                        var owner = fresh.get(i).controller();
                        running.adopt(
                                templates.get(i),
                                owner.map(it -> it.getKind()).orElse(""),
                                owner.map(it -> it.getName()).orElse(""));
                        known.put(fresh.get(i).path(), fresh.get(i).uid());
                    }
                    return seen(running);
                })
                .join();
        return result;
    }

    private static boolean isGone(@org.jspecify.annotations.Nullable RealPod now, String uid) {
        return now == null || now.hasEnded() || !now.uid().equals(uid);
    }

    private void forget(SimulatedCluster running, String path) {
        known.remove(path);
        int slash = path.indexOf('/');
        running.forget(path.substring(0, slash), path.substring(slash + 1));
    }

    /** Those of an earlier run whose real Pod went meanwhile. */
    private static void forgetStrangers(SimulatedCluster running, Map<String, RealPod> real) {
        running.pods().stream()
                .filter(it ->
                        Template.isReal(running.template(it)) && !real.containsKey(it.namespace() + "/" + it.name()))
                .forEach(it -> running.forget(it.namespace(), it.name()));
    }

    private static Seen seen(SimulatedCluster running) {
        var pods = new HashMap<String, PodState>();
        running.pods().forEach(it -> pods.put(it.namespace() + "/" + it.name(), it));
        return new Seen(pods, List.copyOf(running.nodes()), running.now());
    }

    /** DaemonSets that run everywhere have Pods on simulated nodes too: those are just there. */
    private void playSystem(Decisions decisions) {
        for (var each : realPods.getStore().list()) {
            var pod = new RealPod(each);
            if (pod.belongsToNode() && decisions.simulatedNodes().contains(pod.node())) {
                hands.carryOut(
                        pod.isLeaving()
                                ? new Action.Bury(pod)
                                : new Action.Play(pod, PodState.Stage.RUNNING, true, "", ""),
                        () -> {});
            }
        }
    }

    /** Nobody waits for nodes any more. */
    private void letAllGo() {
        for (var each : realPods.getStore().list()) {
            var pod = new RealPod(each);
            if (pod.isGated() && !pod.isLeaving()) {
                hands.carryOut(new Action.Release(pod, pod.simulatedNode()), () -> {});
            }
        }
    }

    private void happened(ClusterEvent event) {
        if (PodEvents.isForUsers(event)) {
            var uid = known.get(event.object().path());
            if (uid != null) {
                events.say(event, uid);
            }
        }
        soon();
    }

    @Override
    public void close() {
        cluster.listen(ignored -> {});
        loop.shutdownNow();
        speaker.interrupt();
        realPods.stop();
        realNodes.stop();
        hands.close();
    }
}
