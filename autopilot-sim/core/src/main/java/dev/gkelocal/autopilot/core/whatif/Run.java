package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.Answer;
import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lets a scenario happen. Equal scenarios come to equal reports. */
public final class Run {
    private final Scenario scenario;
    private final SimulatedCluster cluster;
    private final Instant start;
    private final List<ClusterEvent> events = new ArrayList<>();
    private final List<Report.Point> timeline = new ArrayList<>();
    private final List<Report.Refused> refused = new ArrayList<>();
    private final Map<String, Long> ignored = new TreeMap<>();
    private final Waits waits = new Waits();

    private record Act(Duration at, Runnable what) {}

    private Run(Scenario scenario, SimulatedCluster cluster) {
        this.scenario = scenario;
        this.cluster = cluster;
        start = cluster.now();
    }

    public static Report of(Scenario scenario) {
        return of(scenario, it -> SimulatedCluster.create(it.cluster()));
    }

    static Report of(Scenario scenario, Function<Scenario, SimulatedCluster> maker) {
        return new Run(scenario, maker.apply(scenario)).report();
    }

    private Report report() {
        scenario.conduct().forEach(it -> cluster.behave(it.workload(), it.behaviour()));
        scenario.incidents().forEach(it -> cluster.plan(it.fault(), start.plus(it.at())));
        var acts = acts();
        int next = 0;
        for (var at = Duration.ZERO; at.compareTo(scenario.horizon()) <= 0; at = at.plus(scenario.sample())) {
            while (next < acts.size() && acts.get(next).at.compareTo(at) <= 0) {
                advance(acts.get(next).at);
                acts.get(next).what.run();
                next++;
            }
            advance(at);
            timeline.add(Points.of(cluster, at));
        }
        return Summary.of(scenario, cluster, timeline, events, waits, refused, ignored);
    }

    private List<Act> acts() {
        var acts = new ArrayList<Act>();
        for (var workload : scenario.workloads()) {
            acts.add(new Act(workload.at(), () -> apply(workload.manifest())));
            if (workload.until().compareTo(scenario.horizon()) < 0) {
                acts.add(new Act(workload.until(), () -> delete(workload.manifest())));
            }
        }
        for (var step : scenario.steps()) {
            var key = step.workload();
            acts.add(new Act(step.at(), () -> cluster.scale(key.kind(), key.namespace(), key.name(), step.replicas())));
        }
        acts.sort(Comparator.comparing(Act::at));
        return acts;
    }

    private void advance(Duration at) {
        var happened = cluster.advance(start.plus(at));
        events.addAll(happened);
        cluster.takePlacements().forEach(waits::add);
    }

    private void apply(Value manifest) {
        switch (cluster.apply(manifest)) {
            case Answer.Accepted ignoredAnswer -> {}
            case Answer.Refused(var object, var message) -> refused.add(new Report.Refused(object, message));
            case Answer.NotFound(var object) -> refused.add(new Report.Refused(object, "not found"));
            case Answer.Unsupported(var object) -> ignored.merge(object.kind(), 1L, Long::sum);
        }
    }

    private void delete(Value manifest) {
        var metadata = manifest.get("metadata");
        cluster.delete(
                manifest.get("kind").text(),
                metadata.get("namespace").text(),
                metadata.get("name").text());
    }
}
