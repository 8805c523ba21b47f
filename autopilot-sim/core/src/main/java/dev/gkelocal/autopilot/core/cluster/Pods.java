package dev.gkelocal.autopilot.core.cluster;

import static dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET;

import dev.gkelocal.autopilot.core.consolidation.PodFacts;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The life of a Pod, from its creation until it is gone. */
final class Pods {
    private static final String KUBELET = "kubelet";
    private static final int TERMINATED_KEPT = 1000;
    private static final Duration RESTART_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private final World world;
    private final Templates templates;
    private final Images images;
    private final Map<String, PodFacts> facts = new HashMap<>();
    private final List<PlacedPod> placements = new ArrayList<>();

    Pods(World world, Templates templates) {
        this.world = world;
        this.templates = templates;
        images = new Images(world);
    }

    /**
     * @param ordinal -1 without
     * @param pin the node that it is for; empty for any
     */
    PodState create(ObjectKey owner, String namespace, String name, Value template, int ordinal, String pin) {
        var pod = new PodState(
                namespace,
                name,
                world.newUid(namespace + "/" + name),
                owner,
                templates.keep(template),
                ordinal,
                pin,
                PodState.Stage.PENDING,
                "",
                "",
                PodState.Times.of(world.now()),
                0,
                "",
                "",
                "");
        world.put(pod);
        return pod;
    }

    Value template(PodState pod) {
        return templates.get(pod.template());
    }

    List<PlacedPod> takePlacements() {
        var taken = List.copyOf(placements);
        placements.clear();
        return taken;
    }

    void bind(PodState pod, NodeState node) {
        var bound = pod.bound(node.name(), world.now());
        placements.add(
                new PlacedPod(pod.key(), world.workloadOf(pod), pod.times().created(), world.now()));
        world.put(bound);
        world.volumes.bind(
                pod.namespace(),
                template(pod).get("spec"),
                pod.name(),
                node.machine().zone());
        world.normal(
                pod.key(),
                "default-scheduler",
                "Scheduled",
                "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + node.name());
        var spec = template(pod).get("spec");
        var pull = images.pull(bound, spec, world.behaviour(owning(pod)), node);
        var starts = world.now().plus(pull).plus(world.facts.timing().containerStart());
        world.timers.at(starts, new Timer.PodStarts(pod.uid(), world.now()));
    }

    void starts(Timer.PodStarts timer) {
        world.pod(timer.uid())
                .filter(it -> it.stage() == PodState.Stage.CREATING
                        && it.times().bound().equals(timer.bound()))
                .ifPresent(this::start);
    }

    private void start(PodState pod) {
        var behaviour = behaviour(pod);
        var spec = template(pod).get("spec");
        images.report(pod, spec);
        var ready = world.now().plus(readyAfter(behaviour, spec));
        var running = pod.running(world.now(), ready);
        world.put(running);
        if (ready.isAfter(world.now())) {
            world.timers.at(ready, new Timer.PodTurnsReady(pod.uid()));
        }
        var runs = runFor(behaviour, pod);
        if (!runs.isZero()) {
            world.timers.at(world.now().plus(runs), new Timer.PodFinishes(pod.uid(), world.now()));
        }
    }

    private Duration runFor(Behaviour behaviour, PodState pod) {
        return behaviour.runFor().isZero() && pod.owner().kind().equals("Job") ? Behaviour.JOB_RUN : behaviour.runFor();
    }

    private static Duration readyAfter(Behaviour behaviour, Value spec) {
        if (!behaviour.readyAfter().isZero()) {
            return behaviour.readyAfter();
        }
        var seconds = spec.get("containers").items().stream()
                .mapToLong(it -> it.get("readinessProbe")
                        .get("initialDelaySeconds")
                        .integer()
                        .orElse(0))
                .max()
                .orElse(0);
        return Duration.ofSeconds(Math.clamp(seconds, 0, 3600));
    }

    void turnsReady(String uid) {
        world.pod(uid).ifPresent(it -> world.wake(it.owner()));
    }

    /** The main process ends by itself: always well, except for the failures that the facts demand of a Job. */
    void finishes(Timer.PodFinishes timer) {
        var found = world.pod(timer.uid())
                .filter(it -> it.stage() == PodState.Stage.RUNNING
                        && it.times().started().equals(timer.started()));
        if (found.isEmpty()) {
            return;
        }
        var pod = found.get();
        var policy = template(pod).get("spec").get("restartPolicy").text("Always");
        if (fails(pod)) {
            if (policy.equals("Never")) {
                end(pod, PodState.Stage.FAILED, "Error", "The container exited with code 1.");
            } else {
                restart(pod);
            }
        } else if (policy.equals("Always") && pod.owner().isNone()) {
            restart(pod);
        } else {
            end(pod, PodState.Stage.SUCCEEDED, "Completed", "");
        }
    }

    private boolean fails(PodState pod) {
        var failures = behaviour(pod).failures();
        if (failures == 0) {
            return false;
        }
        var counted = world.find(pod.owner())
                .map(it -> it.progress() instanceof Progress.Job job ? job.failed() : 0)
                .orElse(0);
        return counted + pod.restarts() < failures;
    }

    private void restart(PodState pod) {
        var wait = RESTART_BACKOFF.multipliedBy(1L << Math.min(pod.restarts(), 6));
        var waiting = wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
        world.warning(pod.key(), KUBELET, "BackOff", "Back-off restarting failed container in pod " + pod.name());
        world.put(pod.restarted().bound(pod.node(), pod.times().bound()).waiting("CrashLoopBackOff", ""));
        world.timers.at(
                world.now().plus(waiting),
                new Timer.PodStarts(pod.uid(), pod.times().bound()));
    }

    /** Stops it in order: it keeps its room until its processes are gone. */
    void stop(PodState pod, Duration grace, String reason, String message) {
        if (pod.stage() == PodState.Stage.TERMINATING) {
            return;
        }
        if (!pod.isOnNode()) {
            world.remove(pod);
            return;
        }
        reportKilling(pod);
        world.put(pod.terminating(world.now(), reason, message));
        var stop = world.facts.timing().podStop();
        var own = Duration.ofSeconds(Math.clamp(
                template(pod)
                        .get("spec")
                        .get("terminationGracePeriodSeconds")
                        .integer()
                        .orElse(30),
                0,
                604_800));
        var allowed = own.compareTo(grace) < 0 ? own : grace;
        var takes = stop.compareTo(allowed) < 0 ? stop : allowed;
        world.timers.at(world.now().plus(takes), new Timer.PodGone(pod.uid()));
    }

    void stop(PodState pod) {
        stop(pod, Duration.ofDays(7), "", "");
    }

    private void reportKilling(PodState pod) {
        if (pod.stage() == PodState.Stage.RUNNING) {
            template(pod)
                    .get("spec")
                    .get("containers")
                    .items()
                    .forEach(it -> world.normal(
                            pod.key(),
                            KUBELET,
                            "Killing",
                            "Stopping container " + it.get("name").text()));
        }
    }

    /** After its stop it disappears, except where its end is kept for the record, as with Spot. */
    void gone(String uid) {
        world.pod(uid).filter(it -> it.stage() == PodState.Stage.TERMINATING).ifPresent(pod -> {
            if (pod.reason().equals("Terminated")) {
                end(pod, PodState.Stage.FAILED, pod.reason(), pod.message());
            } else {
                world.remove(pod);
            }
        });
    }

    /** Nobody can reach it any more. */
    void unready(PodState pod) {
        if (pod.stage() == PodState.Stage.RUNNING) {
            world.put(pod.running(pod.times().started(), NOT_YET));
        }
    }

    PodFacts facts(PodState pod) {
        return facts.computeIfAbsent(
                pod.template(), ignored -> PodFacts.of(template(pod).get("spec")));
    }

    /** Its machine is gone, and it with it. */
    void lose(PodState pod) {
        world.put(pod.ended(PodState.Stage.FAILED, world.now(), "NodeLost", "The node was lost."));
        if (!pod.owner().kind().equals("Job")) {
            world.remove(pod);
        }
    }

    private void end(PodState pod, PodState.Stage stage, String reason, String message) {
        world.put(pod.ended(stage, world.now(), reason, message));
        forgetOldest();
    }

    /** As the garbage collection of ended Pods does; those of Jobs go with their Job. */
    private void forgetOldest() {
        var ended = world.endedWithoutJob();
        if (ended.size() > TERMINATED_KEPT) {
            world.remove(ended.getFirst());
        }
    }

    Behaviour behaviour(PodState pod) {
        var known = world.behaviour(owning(pod));
        return known.equals(Behaviour.UNKNOWN) ? BehaviourReader.read(template(pod)) : known;
    }

    private static ObjectKey owning(PodState pod) {
        return pod.owner().isNone() ? pod.key() : pod.owner();
    }

    static boolean isSet(Instant instant) {
        return !instant.equals(NOT_YET);
    }
}
