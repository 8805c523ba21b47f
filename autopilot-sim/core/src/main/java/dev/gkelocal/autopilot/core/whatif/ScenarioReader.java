package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.Behaviour;
import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.Delay;
import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.cluster.Timing;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Reads scenario files. Where paths lead is the caller's knowledge. */
public final class ScenarioReader {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_SAMPLES = 100_000;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Scenario.Workload> workloads = new ArrayList<>();
    private final List<Scenario.Conduct> conduct = new ArrayList<>();
    private final List<Scenario.Step> steps = new ArrayList<>();
    private final Function<String, List<Document>> paths;

    private ScenarioReader(Function<String, List<Document>> paths) {
        this.paths = paths;
    }

    public sealed interface Result {
        record Read(Scenario scenario) implements Result {}

        /** @param problems all of them, in the order of the file */
        record Refused(List<Problem> problems) implements Result {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** @param paths the documents behind a path as the file names it; an unreadable one where there is nothing */
    public static Result read(Value root, Function<String, List<Document>> paths) {
        var reader = new ScenarioReader(paths);
        var scenario = reader.scenario(root);
        return reader.problems.isEmpty()
                ? new Result.Read(scenario)
                : new Result.Refused(reader.problems.stream()
                        .sorted(Comparator.comparing((Problem it) -> it.at().source())
                                .thenComparing(it -> it.at().line()))
                        .toList());
    }

    private Scenario scenario(Value root) {
        var fields = new Fields(root, Position.NOWHERE, "the scenario", problems)
                .only("name", "seed", "start", "horizon", "sample", "cluster", "workloads", "faults");
        var horizon = positive(fields, "horizon", Duration.ofHours(24));
        var sample = positive(fields, "sample", Duration.ofMinutes(1));
        if (horizon.compareTo(LONGEST) > 0 || horizon.toMillis() / sample.toMillis() > MOST_SAMPLES) {
            fields.problem("'horizon' is at most " + LONGEST.toDays() + " days and " + MOST_SAMPLES + " samples");
        }
        fields.list("workloads").forEach(this::workload);
        var incidents = fields.list("faults").stream()
                .flatMap(it -> FaultReader.read(it).stream())
                .toList();
        steps.sort(Comparator.comparing(Scenario.Step::at));
        return new Scenario(
                fields.text("name", "scenario"),
                cluster(fields),
                horizon,
                sample,
                workloads,
                conduct,
                steps,
                incidents);
    }

    private static Duration positive(Fields fields, String key, Duration whenAbsent) {
        var duration = fields.duration(key, whenAbsent);
        if (duration.isPositive()) {
            return duration;
        }
        fields.problem("'" + key + "' must be longer than nothing");
        return whenAbsent;
    }

    private ClusterFacts cluster(Fields scenario) {
        var fields = scenario.mapping("cluster")
                .only(
                        "name",
                        "mode",
                        "version",
                        "region",
                        "zones",
                        "bursting",
                        "timing",
                        "consolidation",
                        "classes",
                        "nodePools",
                        "quotas");
        var region = fields.text("region", "us-central1");
        var mode = fields.text("mode", "autopilot");
        if (!List.of("autopilot", "standard").contains(mode)) {
            fields.problem("'mode' must be autopilot or standard, not '" + mode + "'");
        }
        fields.list("classes").forEach(this::inline);
        var zones = fields.texts("zones", List.of(region + "-a", region + "-b", region + "-c"));
        return new ClusterFacts(
                fields.text("name", "local"),
                mode.equals("autopilot"),
                fields.text("version", ClusterFacts.DEFAULT_VERSION),
                zones,
                fields.flag("bursting", true),
                fields.list("nodePools").stream()
                        .flatMap(it -> FactsReader.pool(it, zones).stream())
                        .toList(),
                FactsReader.quotas(fields.mapping("quotas")),
                scenario.instant("start", START),
                scenario.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                timing(fields.mapping("timing")),
                ConsolidationReader.read(fields.mapping("consolidation")),
                BillingSettings.in(region));
    }

    private void inline(Fields fields) {
        workloads.add(new Scenario.Workload(fields.self(), Duration.ZERO, FOREVER));
    }

    private static Timing timing(Fields fields) {
        fields.only("node", "resize", "podStop", "containerStart", "nodeRemoval");
        var usual = Timing.DEFAULT;
        return new Timing(
                usual.autoscalerPeriod(),
                delay(fields.mapping("node"), usual.nodeReady()),
                fields.duration("resize", usual.resize()),
                usual.pullPerMegabyte(),
                fields.duration("containerStart", usual.containerStart()),
                fields.duration("podStop", usual.podStop()),
                fields.duration("nodeRemoval", usual.nodeRemoval()),
                usual.hpaPeriod(),
                usual.notReadyEviction());
    }

    private static Delay delay(Fields fields, Delay usual) {
        fields.only("mean", "deviation", "min", "max");
        var min = fields.duration("min", usual.min());
        var max = fields.duration("max", usual.max());
        if (max.compareTo(min) < 0) {
            fields.problem("'max' is less than 'min'");
            return usual;
        }
        return new Delay(
                fields.duration("mean", usual.mean()), fields.duration("deviation", usual.deviation()), min, max);
    }

    private void workload(Fields fields) {
        fields.only(
                "path",
                "manifest",
                "at",
                "until",
                "workload",
                "load",
                "replicas",
                "runFor",
                "failures",
                "readyAfter",
                "imageMegabytes");
        var at = fields.duration("at", Duration.ZERO);
        var until = fields.duration("until", FOREVER);
        if (fields.has("path")) {
            documents(fields.required("path"), fields).forEach(it -> add(it, at, until));
        } else if (fields.has("manifest")) {
            add(fields.value("manifest"), at, until);
        } else if (!fields.has("workload")) {
            fields.problem("a workload needs 'path', 'manifest' or 'workload'");
        }
        if (fields.has("workload") || fields.has("manifest")) {
            conduct(fields, subject(fields), at);
        }
    }

    private void add(Value manifest, Duration at, Duration until) {
        if (manifest.get("kind").text().isEmpty()
                || manifest.get("metadata").get("name").text().isEmpty()) {
            problems.add(new Problem(manifest.at(), "an object needs kind and metadata.name"));
        } else {
            workloads.add(new Scenario.Workload(manifest, at, until));
        }
    }

    private List<Value> documents(String path, Fields fields) {
        var found = new ArrayList<Value>();
        for (var document : paths.apply(path)) {
            switch (document) {
                case Document.Parsed(var root) -> found.add(root);
                case Document.Unreadable(var at, var message) -> problems.add(new Problem(at, message));
            }
        }
        if (found.isEmpty()) {
            fields.problem("there is no object in '" + path + "'");
        }
        return found;
    }

    /** {@code Kind namespace/name} or {@code Kind name}. */
    private ObjectKey subject(Fields fields) {
        if (!fields.has("workload")) {
            var manifest = fields.value("manifest");
            var metadata = manifest.get("metadata");
            return ObjectKey.of(
                    manifest.get("kind").text(),
                    metadata.get("namespace").text(),
                    metadata.get("name").text());
        }
        var text = fields.text("workload", "");
        int space = text.indexOf(' ');
        int slash = text.indexOf('/');
        if (space < 1 || space == text.length() - 1) {
            fields.problem("'workload' must be Kind namespace/name, not '" + text + "'");
            return ObjectKey.of("", "", text);
        }
        var kind = text.substring(0, space);
        return slash < 0
                ? ObjectKey.of(kind, "", text.substring(space + 1))
                : ObjectKey.of(kind, text.substring(space + 1, slash), text.substring(slash + 1));
    }

    private void conduct(Fields fields, ObjectKey workload, Duration at) {
        var unknown = Behaviour.UNKNOWN;
        var load = fields.list("load").stream()
                .map(it -> it.only("at", "cpu"))
                .map(it -> new Behaviour.LoadPoint(it.duration("at", Duration.ZERO), it.milliCpu("cpu")))
                .sorted(Comparator.comparing(Behaviour.LoadPoint::after))
                .toList();
        var behaviour = new Behaviour(
                fields.duration("runFor", unknown.runFor()),
                (int) fields.number("failures", unknown.failures(), 0, 10_000),
                fields.duration("readyAfter", unknown.readyAfter()),
                (int) fields.number("imageMegabytes", unknown.imageMegabytes(), 0, 1_000_000),
                load);
        if (!behaviour.equals(unknown)) {
            conduct.add(new Scenario.Conduct(workload, behaviour));
        }
        for (var step : fields.list("replicas")) {
            step.only("at", "count");
            steps.add(new Scenario.Step(step.duration("at", at), workload, (int) step.number("count", 1, 0, 100_000)));
        }
    }
}
