package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of making or mending a cluster, until it is ready. */
final class Making {
    /** How long a cluster whose making was broken off may take to show that it is whole after all. */
    private static final Duration BROKEN_OFF_GRACE = Duration.ofSeconds(20);

    private final Engine engine;
    private final KindProgram kind;
    private final Observation observation;
    private final ClusterSettings settings;
    private final AuthorizationFolder authorization;
    private final Duration atMost;
    private final Consumer<ClusterEvent> told;
    private final List<String> done = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();

    Making(
            Engine engine,
            KindProgram kind,
            Observation observation,
            ClusterSettings settings,
            AuthorizationFolder authorization,
            Duration atMost,
            Consumer<ClusterEvent> told) {
        this.engine = engine;
        this.kind = kind;
        this.observation = observation;
        this.settings = settings;
        this.authorization = authorization;
        this.atMost = atMost;
        this.told = told;
    }

    Ensured run() {
        var begin = Instant.now();
        var before = observation.look(Optional.empty());
        switch (Mending.of(before)) {
            case Mending.Create() -> create(begin);
            case Mending.Recreate(var why) -> recreate(why, begin);
            case Mending.Start(var nodes) -> {
                changed(before.state(), ClusterState.CREATING);
                prepareAuthorization();
                engine.start(nodes);
                done.add("started " + String.join(", ", nodes));
            }
            case Mending.Leave() -> {
                if (before.isOurs() && !before.isReady()) {
                    prepareAuthorization();
                }
            }
            case Mending.Refuse(var sentence) -> throw new Trouble(Trouble.Kind.PRECONDITION, sentence);
        }
        boolean wasReady = before.isReady() && done.isEmpty();
        var access = finish(wasReady ? before : ready(begin));
        if (!wasReady) {
            told.accept(new ClusterEvent.Ready(settings.name(), Duration.between(begin, Instant.now())));
            changed(ClusterState.CREATING, ClusterState.READY);
        }
        return new Ensured(access, done, hints);
    }

    private void create(Instant begin) {
        FreePorts.require(settings, engine);
        changed(ClusterState.NOT_EXISTS, ClusterState.CREATING);
        told.accept(new ClusterEvent.Creating(settings.name(), settings.template(), settings.workers() + 1));
        prepareAuthorization();
        var ran = kind.create(settings.name(), KindConfig.of(settings, authorization), left(begin), this::kindSaid);
        if (!ran.ok()) {
            throw new Trouble(Trouble.Kind.FAILED, CreateFailure.explain(ran, settings));
        }
        done.add("made cluster " + settings.name());
        fill();
    }

    private void prepareAuthorization() {
        if (AuthorizationFolder.fits(settings)) {
            authorization.prepare();
        }
    }

    private void recreate(String why, Instant begin) {
        step("Removing what is left of cluster %s: %s".formatted(settings.name(), why));
        kind.delete(settings.name());
        engine.remove(observation.containers().stream().map(it -> it.name()).toList());
        done.add("removed what was left of it: " + why);
        create(begin);
    }

    /** What a new cluster gets before it can be ready: a Pod network may be among it. */
    private void fill() {
        for (var image : settings.extraImages()) {
            step("Loading " + image);
            var loaded = kind.load(settings.name(), image);
            if (!loaded.ok()) {
                throw new Trouble(
                        Trouble.Kind.PRECONDITION,
                        "cluster.extra_images: %s cannot be loaded; it must be an image of %s\n%s"
                                .formatted(image, engine.name(), loaded.lastWords()));
            }
        }
        if (settings.extraManifests().isEmpty()) {
            return;
        }
        try (var api = new ClusterApi(kind.kubeconfig(settings.name()))) {
            for (var file : settings.extraManifests()) {
                step("Applying " + file);
                api.apply(file);
            }
        } catch (IOException | RuntimeException failure) {
            throw new Trouble(Trouble.Kind.FAILED, "cluster.extra_manifests: " + failure.getMessage(), failure);
        }
    }

    private ClusterStatus ready(Instant begin) {
        var seen = Readiness.await(() -> observation.look(Optional.empty()), patience(begin), told);
        if (seen.isReady()) {
            return seen;
        }
        boolean brokenOff = seen.isOurs() && madeFrom(seen).isEmpty() && seen.isRunning();
        if (brokenOff && done.stream().noneMatch(it -> it.startsWith("made"))) {
            recreate("its making had been broken off", begin);
            seen = Readiness.await(() -> observation.look(Optional.empty()), left(begin), told);
        }
        if (Mending.of(seen) instanceof Mending.Refuse(var sentence)) {
            throw new Trouble(Trouble.Kind.PRECONDITION, sentence);
        }
        if (!seen.isReady()) {
            throw new Trouble(
                    Trouble.Kind.TIMED_OUT,
                    "cluster %s is not ready after %d s: %s; `kind export logs --name %s` collects what its nodes say, `gke-local cluster reset` makes it anew"
                            .formatted(
                                    settings.name(),
                                    Duration.between(begin, Instant.now()).toSeconds(),
                                    String.join("; ", seen.unhealthy()),
                                    settings.name()));
        }
        return seen;
    }

    /** Short where a cluster of ours was never whole: then it will hardly become so. */
    private Duration patience(Instant begin) {
        var now = observation.look(Optional.empty());
        boolean neverWhole = now.isOurs()
                && done.isEmpty()
                && now.isRunning()
                && madeFrom(now).isEmpty();
        return neverWhole && BROKEN_OFF_GRACE.compareTo(left(begin)) < 0 ? BROKEN_OFF_GRACE : left(begin);
    }

    private ClusterAccess finish(ClusterStatus ready) {
        if (ready.kubeconfig().isEmpty()) {
            kind.exportKubeconfig(settings.name());
            done.add("wrote context " + settings.context() + " to your kubeconfig");
        }
        var controlPlane = controlPlane(ready);
        if (ready.isOurs()) {
            remember(ready, controlPlane);
        } else {
            hints.add("cluster " + settings.name() + " was not made by gke-local; it is used as it is");
        }
        return new ClusterAccess(
                settings.name(),
                settings.context(),
                kind.kubeconfig(settings.name()),
                controlPlane,
                (int) ready.nodes().stream().filter(it -> !it.isControlPlane()).count(),
                ready.ingressPort(),
                ready.ingressTlsPort());
    }

    private void remember(ClusterStatus ready, String controlPlane) {
        var wanted = KindConfig.of(settings, authorization);
        var had = madeFrom(ready);
        if (had.isEmpty()) {
            if (done.stream().noneMatch(it -> it.startsWith("made"))) {
                fill();
                done.add("finished its making");
            }
            engine.shell(controlPlane, "mkdir -p /etc/gke-local && cat >" + Mark.MADE_FROM, wanted);
        } else if (!had.get().equals(wanted)) {
            hints.add(
                    "cluster %s was made from other settings than the present ones (template %s, %d nodes); `gke-local cluster reset` makes it anew"
                            .formatted(
                                    settings.name(),
                                    ready.template().map(Template::word).orElse(""),
                                    ready.nodes().size()));
        }
    }

    private Optional<String> madeFrom(ClusterStatus status) {
        var answer = engine.shell(controlPlane(status), "cat " + Mark.MADE_FROM, "");
        return answer.ok() ? Optional.of(answer.out()) : Optional.empty();
    }

    private static String controlPlane(ClusterStatus status) {
        return status.nodes().stream()
                .filter(NodeStatus::isControlPlane)
                .findFirst()
                .map(NodeStatus::name)
                .orElse(status.name() + "-control-plane");
    }

    private Duration left(Instant begin) {
        var left = atMost.minus(Duration.between(begin, Instant.now()));
        return left.isNegative() ? Duration.ofSeconds(1) : left;
    }

    private void kindSaid(String line) {
        var words = line.strip();
        if (words.startsWith("•") || words.startsWith("✓")) {
            step(words.substring(1)
                    .replaceAll("[^\\x20-\\x7E]", "")
                    .replace("...", "")
                    .strip());
        }
    }

    private void step(String words) {
        told.accept(new ClusterEvent.Step(settings.name(), words));
    }

    private void changed(ClusterState previous, ClusterState next) {
        told.accept(new ClusterEvent.StateChanged(settings.name(), previous, next));
    }
}
