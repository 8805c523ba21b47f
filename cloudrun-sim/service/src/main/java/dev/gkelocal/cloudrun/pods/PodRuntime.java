package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.cloudrun.leadership.Lead;
import dev.gkelocal.cloudrun.pods.PodApi.Written;
import dev.gkelocal.cloudrun.pods.StartJudge.Verdict;
import dev.gkelocal.cloudrun.runtime.AdoptedInstance;
import dev.gkelocal.cloudrun.runtime.InstanceEvent;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.cloudrun.runtime.StartTurns;
import dev.gkelocal.cloudrun.runtime.StartTurns.Turn;
import dev.gkelocal.cloudrun.runtime.StartupProbe;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances as Pods, one each. They outlive this program, which finds them again by their labels. That a container runs is
 * seen by one watch over all of them; that it listens, by trying its port, as a kubelet's probes have a grain of a second.
 */
public final class PodRuntime implements InstanceRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(PodRuntime.class);
    /** Slow starters must not keep others from starting for good. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final PodSettings settings;
    private final PodApi api;
    private final Lead lead;
    private final PodTemplate template;
    private final StartJudge judge;
    private final PodDeletions deletions;
    private final PodOutputs outputs;
    private final InstantSource clock;
    private final Consumer<InstanceEvent> listener;
    private final StartupProbe probe;
    private final StartTurns turns;
    private final Map<InstanceId, LivePod> live = new ConcurrentHashMap<>();
    /** Those that were told to be ready and are not yet marked so, with the time at which they were. */
    private final Map<LivePod, Instant> unmarked = new ConcurrentHashMap<>();
    /** Images whose own user is root. */
    private final Set<String> rootImages = ConcurrentHashMap.newKeySet();

    /** Until it ends, Pods that nobody knows may yet be adopted. */
    private volatile boolean adopting = true;

    private volatile boolean closed;

    private final FutureTask<List<Pod>> watched = new FutureTask<>(this::watch);

    /**
     * @param lead without which nobody's Pods are deleted
     * @param output where lines go that instances print
     */
    public static PodRuntime of(
            PodSettings settings,
            Lead lead,
            PodOutputs.Sink output,
            InstantSource clock,
            Consumer<InstanceEvent> listener) {
        var api = new KubernetesPodApi(KubernetesClients.open(), settings.namespace());
        return new PodRuntime(settings, api, lead, output, clock, listener);
    }

    PodRuntime(
            PodSettings settings,
            PodApi api,
            Lead lead,
            PodOutputs.Sink output,
            InstantSource clock,
            Consumer<InstanceEvent> listener) {
        this.settings = settings;
        this.api = api;
        this.lead = lead;
        this.template = new PodTemplate(settings);
        this.judge = new StartJudge(settings.patience());
        this.deletions = new PodDeletions(api, () -> closed);
        this.outputs = new PodOutputs(api, output, () -> closed);
        this.clock = clock;
        this.listener = listener;
        this.probe = new StartupProbe(clock);
        int parallel = settings.parallelStarts();
        this.turns = new StartTurns(parallel == 0 ? StartTurns.forThisMachine() : parallel, LONGEST_TURN);
    }

    @Override
    public void start(InstanceOrder order) {
        var pod = new LivePod(order.id(), order.revision(), PodMarks.name(order.id(), order.revision()));
        live.put(order.id(), pod);
        var turn = turns.ask();
        Thread.ofVirtual().name("start-" + order.id()).start(() -> takeTurn(order, pod, turn));
    }

    @Override
    public void stop(InstanceId id, Duration grace) {
        var pod = live.get(id);
        if (pod != null && pod.requestStop()) {
            delete(pod, grace);
        }
    }

    private void delete(LivePod pod, Duration grace) {
        pod.goes();
        deletions.begin(pod.name(), grace);
    }

    /** They serve on, and the next life of this program adopts them. */
    @Override
    public void shutDown(Duration grace) {
        if (closed) {
            return;
        }
        closed = true;
        unmarked.forEach(this::mark);
        api.close();
    }

    /** That it was ready: only then is it adopted. */
    private Written mark(LivePod pod, Instant readyTime) {
        var written = api.annotate(pod.name(), Map.of(PodMarks.READY_TIME, readyTime.toString()));
        if (!(written instanceof Written.Unknown)) {
            unmarked.remove(pod);
        }
        return written;
    }

    @Override
    public boolean watching() {
        return api.connected();
    }

    private void takeTurn(InstanceOrder order, LivePod pod, Turn turn) {
        try {
            turn.await();
            if (order.workload() instanceof Workload.Container workload) {
                new Start(order, workload, pod, turn, clock.instant()).run();
            } else {
                fail(pod, new StartFailure.NotSpawned("a cluster runs containers of images, not programs"));
                over(pod, Exit.UNKNOWN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            turn.end();
        }
    }

    /** One start, on a thread of its own. */
    private final class Start {
        private final InstanceOrder order;
        private final Workload.Container workload;
        private final LivePod pod;
        private final Turn turn;
        private final Instant created;

        Start(InstanceOrder order, Workload.Container workload, LivePod pod, Turn turn, Instant created) {
            this.order = order;
            this.workload = workload;
            this.pod = pod;
            this.turn = turn;
            this.created = created;
        }

        void run() throws InterruptedException {
            if (!create(rootImages.contains(workload.image()))) {
                return;
            }
            listener.accept(new InstanceEvent.Spawned(order.id(), clock.instant(), null));
            switch (awaitVerdict()) {
                case Verdict.Runs(var ip) -> awaitReady(ip);
                case Verdict.Fails(var failure) -> giveUp(failure);
                case Verdict.NeedsOtherUser() ->
                    giveUp(new StartFailure.NotSpawned("The image's user is root, which the namespace "
                            + settings.namespace() + " does not allow."));
                case Verdict.Over _, Verdict.Wait _ -> {}
            }
        }

        /** Asks until the API server has said yes or no. Whether there is a Pod now. */
        private boolean create(boolean asNobody) throws InterruptedException {
            var made = template.of(order, workload, created, asNobody);
            made.getMetadata().setName(pod.name());
            var deadline = clock.instant().plus(order.startupTimeout());
            var pause = new Pause();
            while (pod.wanted() && !closed) {
                pod.posting();
                switch (api.create(made)) {
                    case Written.Done() -> {
                        return stillWanted();
                    }
                    case Written.Refused(var message) -> {
                        fail(pod, new StartFailure.NotSpawned(message));
                        over(pod, Exit.UNKNOWN);
                        return false;
                    }
                    case Written.Unknown(var message) -> {
                        LOG.warn("instance={} pod={} not created yet cause={}", pod.id(), pod.name(), message);
                        if (clock.instant().isAfter(deadline)) {
                            fail(pod, new StartFailure.NotSpawned(message));
                            over(pod, Exit.UNKNOWN);
                            return false;
                        }
                        pause.take();
                    }
                }
            }
            return stillWanted();
        }

        private boolean stillWanted() {
            if (pod.stopping()) {
                // Whoever asked for its end may have done so before there was a Pod to delete.
                delete(pod, Duration.ZERO);
                over(pod, Exit.UNKNOWN);
            }
            return pod.wanted();
        }

        private Verdict awaitVerdict() throws InterruptedException {
            var running = clock.instant().plus(order.startupTimeout());
            var view = pod.view();
            var since = clock.instant();
            while (pod.wanted()) {
                var now = clock.instant();
                var verdict = judge.judge(workload.image(), view, Duration.between(since, now));
                if (verdict instanceof Verdict.NeedsOtherUser && rootImages.add(workload.image())) {
                    makeAnew();
                } else if (!(verdict instanceof Verdict.Wait)) {
                    return verdict;
                } else if (now.isAfter(running)) {
                    return new Verdict.Fails(new StartFailure.NotSpawned("Pod " + pod.name() + " did not run within "
                            + order.startupTimeout().toSeconds() + " s."));
                }
                var seen = pod.await(view, LOOK_AGAIN, clock);
                since = sameTrouble(seen, view) ? since : clock.instant();
                view = seen;
            }
            return new Verdict.Over();
        }

        private void makeAnew() throws InterruptedException {
            var first = pod.name();
            LOG.info(
                    "instance={} image={} runs as root by itself: made anew with user={}",
                    pod.id(),
                    workload.image(),
                    PodSettings.NOBODY);
            pod.rename(first + "-n");
            deletions.begin(first, Duration.ZERO);
            create(true);
        }

        private void awaitReady(String ip) throws InterruptedException {
            var result = probe.await(
                    new InetSocketAddress(ip, workload.port()), order.startupTimeout(), () -> pod.wanted() && !closed);
            turn.end();
            switch (result) {
                case LISTENS -> ready(ip);
                case TIMED_OUT -> giveUp(new StartFailure.NeverListened(workload.port(), order.startupTimeout(), null));
                case GIVEN_UP -> {}
            }
        }

        private void ready(String ip) throws InterruptedException {
            var wait = Duration.between(clock.instant(), created.plus(order.notReadyBefore()));
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
            if (!pod.wanted() || closed) {
                return;
            }
            var now = clock.instant();
            unmarked.put(pod, now);
            listener.accept(
                    new InstanceEvent.Ready(order.id(), now, ip, workload.port(), Duration.between(created, now)));
            var pause = new Pause();
            while (pod.wanted() && !closed && mark(pod, now) instanceof Written.Unknown) {
                pause.take();
            }
            unmarked.remove(pod);
        }

        private void giveUp(StartFailure failure) {
            fail(pod, failure);
            if (pod.requestStop()) {
                boolean runs = pod.view() instanceof PodView.Running;
                delete(pod, runs ? settings.shutdownGrace() : Duration.ZERO);
            }
        }
    }

    private static boolean sameTrouble(PodView one, PodView other) {
        return one instanceof PodView.Waiting(var trouble)
                && other instanceof PodView.Waiting(var before)
                && trouble != null
                && before != null
                && trouble.getClass() == before.getClass();
    }

    private void fail(LivePod pod, StartFailure failure) {
        listener.accept(new InstanceEvent.StartFailed(pod.id(), clock.instant(), failure));
    }

    /** Tells its end, once, and sees to it that its Pod goes when its last words were read. */
    private void over(LivePod pod, Exit exit) {
        if (pod.end()) {
            listener.accept(new InstanceEvent.Exited(pod.id(), clock.instant(), exit));
            Thread.ofVirtual().name("end-" + pod.id()).start(() -> {
                outputs.finish(pod.id());
                if (!pod.going()) {
                    deletions.run(pod.name(), Duration.ZERO);
                }
                live.remove(pod.id());
            });
        }
    }

    @Override
    public void prepare() {
        Thread.ofVirtual().name("pods").start(watched);
    }

    private List<Pod> watch() throws InterruptedException {
        return api.watch(new Watch());
    }

    @Override
    public List<AdoptedInstance> adopt() {
        try {
            watched.run();
            watched.get();
            var adopted = new ArrayList<AdoptedInstance>();
            for (var pod : api.known()) {
                adopt(pod).ifPresent(adopted::add);
            }
            adopting = false;
            api.known().forEach(new Watch()::changed);
            return List.copyOf(adopted);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the Pods that are there cannot be listed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the API server was asked for the Pods that are there", e);
        }
    }

    /** Empty for a Pod that is no ready instance. */
    private Optional<AdoptedInstance> adopt(Pod pod) {
        var id = PodMarks.instance(pod);
        var revision = PodMarks.revision(pod);
        var readyTime = PodMarks.time(pod, PodMarks.READY_TIME);
        if (id.isEmpty()
                || revision.isEmpty()
                || readyTime.isEmpty()
                || PodView.deleting(pod)
                || !(PodView.of(pod) instanceof PodView.Running(var ip))) {
            return Optional.empty();
        }
        var adopted = new LivePod(id.get(), revision.get(), pod.getMetadata().getName());
        adopted.posting();
        adopted.see(new PodView.Running(ip));
        live.put(id.get(), adopted);
        if (adopted.followOutput()) {
            outputs.follow(adopted, false);
        }
        var created = PodMarks.time(pod, PodMarks.CREATE_TIME).orElse(readyTime.get());
        return Optional.of(new AdoptedInstance(
                id.get(), revision.get(), null, ip, PodTemplate.port(pod), created, readyTime.get()));
    }

    private final class Watch implements PodApi.Watcher {
        @Override
        public void changed(Pod changed) {
            var name = changed.getMetadata().getName();
            var pod = PodMarks.instance(changed).map(live::get).orElse(null);
            if (pod == null || !pod.name().equals(name)) {
                if (!adopting && !closed && lead.holds() && !PodView.deleting(changed)) {
                    LOG.info("pod={} is no instance that is known: deleting it", name);
                    deletions.begin(name, Duration.ZERO);
                }
                return;
            }
            var view = PodView.of(changed);
            pod.see(view);
            if (!(view instanceof PodView.Waiting) && pod.followOutput()) {
                outputs.follow(pod, true);
            }
            if (view instanceof PodView.Ended(var exit)) {
                over(pod, exit);
            } else if (PodView.deleting(changed) && !pod.stopping()) {
                pod.goes();
                over(pod, new Exit(null, "Pod " + name + " was deleted by somebody else."));
            }
        }

        @Override
        public void deleted(Pod last) {
            var pod = PodMarks.instance(last).map(live::get).orElse(null);
            if (pod != null && pod.name().equals(last.getMetadata().getName())) {
                pod.goes();
                pod.wasDeleted();
                live.remove(pod.id());
                over(
                        pod,
                        pod.stopping()
                                ? Exit.UNKNOWN
                                : new Exit(null, "Pod " + pod.name() + " was deleted by somebody else."));
            }
        }
    }
}
