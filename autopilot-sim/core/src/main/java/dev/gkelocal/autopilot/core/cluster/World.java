package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Notice;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that the cluster holds at one instant, with the indexes that its parts look things up in. */
final class World {
    final ClusterFacts facts;
    final Timers timers = new Timers();
    final Draw draw;
    final Volumes volumes = new Volumes();
    private final Map<ObjectKey, StoredObject> objects = new TreeMap<>();
    private final Map<ObjectKey, Set<ObjectKey>> owned = new TreeMap<>();
    private final Map<String, PodState> pods = new LinkedHashMap<>();
    private final Map<ObjectKey, Map<String, PodState>> podsByOwner = new TreeMap<>();
    private final Map<String, Map<String, PodState>> podsByNode = new TreeMap<>();
    private final Map<String, NodeState> nodes = new LinkedHashMap<>();
    private final SequencedSet<String> unscheduled = new LinkedHashSet<>();
    private final Deque<PodState> ended = new ArrayDeque<>();
    private final SequencedSet<ObjectKey> toReconcile = new LinkedHashSet<>();
    private final List<ClusterEvent> events = new ArrayList<>();
    private final Map<ObjectKey, Behaviour> behaviours = new TreeMap<>();
    private final Set<WorldListener> listeners = new LinkedHashSet<>();
    private Instant now;
    private long sequence;

    World(ClusterFacts facts, Instant now, long sequence) {
        this.facts = facts;
        this.draw = new Draw(facts.seed());
        this.now = now;
        this.sequence = sequence;
    }

    void listen(WorldListener listener) {
        listeners.add(listener);
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant later) {
        now = later;
    }

    long sequence() {
        return sequence;
    }

    long nextSequence() {
        return ++sequence;
    }

    /** Without telling anybody: what follows from it has happened already. */
    void restore(ClusterState state) {
        state.objects().forEach(it -> {
            objects.put(it.key(), it);
            if (!it.owner().isNone()) {
                owned.computeIfAbsent(it.owner(), ignored -> new TreeSet<>()).add(it.key());
            }
        });
        state.nodes().forEach(it -> nodes.put(it.name(), it));
        state.pods().forEach(this::enter);
    }

    // objects

    Optional<StoredObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    Collection<StoredObject> objects() {
        return objects.values();
    }

    List<StoredObject> objects(String kind) {
        return objects.values().stream()
                .filter(it -> it.key().kind().equals(kind))
                .toList();
    }

    void put(StoredObject object) {
        objects.put(object.key(), object);
        if (!object.owner().isNone()) {
            owned.computeIfAbsent(object.owner(), ignored -> new TreeSet<>()).add(object.key());
        }
        wake(object.key());
    }

    /** Without waking the controller: for what it remembers itself. */
    void remember(ObjectKey key, Progress progress) {
        find(key).ifPresent(it -> objects.put(key, it.with(progress)));
    }

    void remove(ObjectKey key) {
        var gone = objects.remove(key);
        if (gone != null && !gone.owner().isNone()) {
            owned.getOrDefault(gone.owner(), new TreeSet<>()).remove(key);
        }
    }

    List<StoredObject> ownedBy(ObjectKey owner) {
        return owned.getOrDefault(owner, Set.of()).stream()
                .map(objects::get)
                .flatMap(it -> Optional.ofNullable(it).stream())
                .toList();
    }

    StoredObject create(ObjectKey key, Value manifest, ObjectKey owner, Progress progress) {
        var object = new StoredObject(key, newUid(key.toString()), manifest, owner, now, 1, progress);
        put(object);
        return object;
    }

    String newUid(String subject) {
        var number = nextSequence();
        return "%08x-%s".formatted(number, draw.letters(subject + number, 12));
    }

    // what controllers have to look at

    void wake(ObjectKey key) {
        if (objects.containsKey(key)) {
            toReconcile.add(key);
        }
    }

    void wakeKind(String kind) {
        objects.keySet().stream().filter(it -> it.kind().equals(kind)).forEach(toReconcile::add);
    }

    Optional<StoredObject> nextToReconcile() {
        while (!toReconcile.isEmpty()) {
            var object = objects.get(toReconcile.removeFirst());
            if (object != null) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    // Pods

    Optional<PodState> pod(String uid) {
        return Optional.ofNullable(pods.get(uid));
    }

    Collection<PodState> pods() {
        return pods.values();
    }

    Optional<PodState> pod(String namespace, String name) {
        return pods.values().stream()
                .filter(it -> it.name().equals(name) && it.namespace().equals(namespace))
                .findFirst();
    }

    List<PodState> podsOf(ObjectKey owner) {
        return List.copyOf(podsByOwner.getOrDefault(owner, Map.of()).values());
    }

    /** Of the object itself and of those that it owns. */
    List<PodState> podsOfWorkload(ObjectKey workload) {
        var all = new ArrayList<>(podsOf(workload));
        ownedBy(workload).forEach(it -> all.addAll(podsOfWorkload(it.key())));
        return all;
    }

    List<PodState> podsOn(String node) {
        return List.copyOf(podsByNode.getOrDefault(node, Map.of()).values());
    }

    /** Pods that ended and belong to no Job, oldest first. */
    Deque<PodState> endedWithoutJob() {
        return ended;
    }

    SequencedSet<String> unscheduled() {
        return unscheduled;
    }

    /** Replaces the Pod of this uid, or adds it. */
    void put(PodState pod) {
        var before = pods.get(pod.uid());
        enter(pod);
        wake(pod.owner());
        listeners.forEach(it -> it.podChanged(before == null ? pod : before, pod));
    }

    private void enter(PodState pod) {
        var before = pods.put(pod.uid(), pod);
        podsByOwner
                .computeIfAbsent(pod.owner(), ignored -> new LinkedHashMap<>())
                .put(pod.uid(), pod);
        if (before != null && !before.node().equals(pod.node())) {
            leaveNode(before);
        }
        if (pod.isOnNode()) {
            podsByNode
                    .computeIfAbsent(pod.node(), ignored -> new LinkedHashMap<>())
                    .put(pod.uid(), pod);
        } else {
            leaveNode(pod);
        }
        if (pod.isUnscheduled()) {
            unscheduled.add(pod.uid());
        } else {
            unscheduled.remove(pod.uid());
        }
        if (!pod.isActive() && !pod.isOnNode() && !pod.owner().kind().equals("Job")) {
            ended.add(pod);
        }
    }

    void remove(PodState pod) {
        pods.remove(pod.uid());
        podsByOwner.getOrDefault(pod.owner(), new TreeMap<>()).remove(pod.uid());
        if (podsByOwner.getOrDefault(pod.owner(), Map.of()).isEmpty()) {
            podsByOwner.remove(pod.owner());
        }
        leaveNode(pod);
        unscheduled.remove(pod.uid());
        ended.removeIf(it -> it.uid().equals(pod.uid()));
        wake(pod.owner());
        listeners.forEach(it -> it.podRemoved(pod));
    }

    private void leaveNode(PodState pod) {
        if (!pod.node().isEmpty()) {
            podsByNode.getOrDefault(pod.node(), new TreeMap<>()).remove(pod.uid());
        }
    }

    // nodes

    Collection<NodeState> nodes() {
        return nodes.values();
    }

    Optional<NodeState> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    void put(NodeState node) {
        var before = Optional.ofNullable(nodes.put(node.name(), node));
        listeners.forEach(it -> it.nodeChanged(before, node));
    }

    void remove(NodeState node) {
        nodes.remove(node.name());
        podsByNode.remove(node.name());
        listeners.forEach(it -> it.nodeRemoved(node));
    }

    // behaviours and events

    void behave(ObjectKey workload, Behaviour behaviour) {
        behaviours.put(workload, behaviour);
    }

    Map<ObjectKey, Behaviour> behaviours() {
        return behaviours;
    }

    /** Of the object itself, or of the nearest owner that has one. */
    Behaviour behaviour(ObjectKey workload) {
        for (var key = workload; !key.isNone(); key = ownerOf(key)) {
            var known = behaviours.get(key);
            if (known != null) {
                return known;
            }
        }
        return Behaviour.UNKNOWN;
    }

    private ObjectKey ownerOf(ObjectKey key) {
        return find(key).map(StoredObject::owner).orElse(ObjectKey.NONE);
    }

    /** The object that users applied: a Deployment rather than its ReplicaSet. */
    ObjectKey workloadOf(PodState pod) {
        var top = pod.owner().isNone() ? pod.key() : pod.owner();
        for (var next = ownerOf(top); !next.isNone(); next = ownerOf(next)) {
            top = next;
        }
        return top;
    }

    void normal(ObjectKey object, String source, String reason, String message) {
        events.add(new ClusterEvent(now, ClusterEvent.Type.NORMAL, object, reason, message, source));
    }

    void warning(ObjectKey object, String source, String reason, String message) {
        events.add(new ClusterEvent(now, ClusterEvent.Type.WARNING, object, reason, message, source));
    }

    /** What consolidation says, in the autoscaler's name. */
    void tell(Notice notice) {
        var slash = notice.object().indexOf('/');
        var key = slash < 0
                ? new ObjectKey(notice.kind(), "", notice.object())
                : new ObjectKey(
                        notice.kind(),
                        notice.object().substring(0, slash),
                        notice.object().substring(slash + 1));
        var type = notice.isWarning() ? ClusterEvent.Type.WARNING : ClusterEvent.Type.NORMAL;
        events.add(new ClusterEvent(now, type, key, notice.reason(), notice.message(), notice.source()));
    }

    List<ClusterEvent> takeEvents() {
        var taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
