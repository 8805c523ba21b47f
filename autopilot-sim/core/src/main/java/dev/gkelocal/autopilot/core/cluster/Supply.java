package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which machines can be had: faults that are going on, and how long the autoscaler waits after a refusal. */
final class Supply {
    private static final Duration FAILS_AFTER = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final World world;
    private final List<Fault> active = new ArrayList<>();
    private final Map<String, Wait> waits = new TreeMap<>();

    /** @param next how long the wait will be if it fails again before it is forgotten */
    record Wait(Instant until, Duration next) {}

    Supply(World world) {
        this.world = world;
    }

    void begin(Fault fault) {
        active.add(fault);
    }

    void end(Fault fault) {
        active.remove(fault);
    }

    List<Fault> active() {
        return active;
    }

    Map<String, Wait> waits() {
        return waits;
    }

    /** {@code family/zone} pairs that are not tried before the wait after their last failure is over. */
    Set<String> refused(Instant now) {
        return waits.entrySet().stream()
                .filter(it -> it.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** The end of the first wait that is still to end; NOT_YET without any. */
    Instant nextTry(Instant now) {
        return waits.values().stream()
                .map(Wait::until)
                .filter(it -> it.isAfter(now))
                .min(Instant::compareTo)
                .orElse(PodState.NOT_YET);
    }

    long vcpusLeft() {
        long used = world.nodes().stream().mapToLong(it -> it.machine().vcpus()).sum();
        return active.stream()
                .mapToLong(it -> it instanceof Fault.Quota(var vcpus, var ignored) ? vcpus - used : Long.MAX_VALUE)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The cloud is asked for the machine; where it has none, the node fails a little later. */
    void order(NodeState node, List<String> pods) {
        var problem = problem(node.machine());
        if (!problem.isEmpty()) {
            world.timers.at(world.now().plus(FAILS_AFTER), new Timer.NodeRefused(node.name(), problem, pods));
        }
    }

    private String problem(NodeState.Machine machine) {
        if (vcpusLeft() < 0) {
            return "GCE quota exceeded";
        }
        return active.stream().anyMatch(it -> isOut(it, machine)) ? "GCE out of resources" : "";
    }

    private static boolean isOut(Fault fault, NodeState.Machine machine) {
        return switch (fault) {
            case Fault.StockOut(var family, var zone, var ignored) ->
                (family.isEmpty() || family.equals(machine.family()))
                        && (zone.isEmpty() || zone.equals(machine.zone()));
            case Fault.ZoneOutage(var zone, var ignored) -> zone.equals(machine.zone());
            case Fault.SpotWave(var percent, var zone, var ignored) ->
                machine.spot() && (zone.isEmpty() || zone.equals(machine.zone()));
            case Fault.NodeCrash ignored -> false;
            case Fault.Upgrade ignored -> false;
            case Fault.Quota ignored -> false;
        };
    }

    void refuse(Timer.NodeRefused refusal) {
        var found = world.node(refusal.node()).filter(it -> it.stage() == NodeState.Stage.PROVISIONING);
        if (found.isEmpty()) {
            return;
        }
        var node = found.get();
        world.remove(node);
        var machine = node.machine();
        var key = machine.family() + "/" + machine.zone() + (machine.spot() ? "/spot" : "");
        var before = waits.get(key);
        var wait =
                before == null || before.until().plus(LONGEST_WAIT).isBefore(world.now()) ? FIRST_WAIT : before.next();
        if (before == null || !before.until().isAfter(world.now())) {
            var doubled = wait.multipliedBy(2);
            waits.put(
                    key,
                    new Wait(world.now().plus(wait), doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled));
        }
        var text = "Node scale up in zones " + machine.zone() + " associated with this pod failed: " + refusal.problem()
                + ". Pod is at risk of not being scheduled.";
        refusal.pods()
                .forEach(uid -> world.pod(uid)
                        .filter(PodState::isUnscheduled)
                        .ifPresent(it -> world.warning(it.key(), ScaleUp.SOURCE, "FailedScaleUp", text)));
    }
}
