package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.KubernetesDefaults;
import dev.gkelocal.autopilot.core.manifest.ObjectType;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Shape;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.pricing.Pricer;
import dev.gkelocal.autopilot.core.pricing.Terms;
import dev.gkelocal.autopilot.core.warden.Attributes;
import dev.gkelocal.autopilot.core.warden.Authorizer;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict.Denied;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes objects through the stages of a cluster in their order (autopilot sheet 0), all of them, whatever an earlier one said. */
public final class Check {
    private final CheckSettings settings;
    private final Installed installed;
    private final ClusterRules cluster;
    private final WardenSettings warden;
    private final Pricer pricer;
    private final Landings landings;

    private Check(CheckSettings settings, List<Value> objects) {
        this.settings = settings;
        installed = new Installed(objects);
        cluster = settings.cluster().with(installed.classes(settings.cluster().classes()));
        warden = settings.warden().classes(cluster.classes(), settings.warden().assumeOtherClassesExist());
        pricer = Pricer.in(settings.billing());
        landings = new Landings(pricer, version(), installed.plans());
    }

    public static Report of(List<Document> documents, CheckSettings settings) {
        var objects = new ArrayList<Value>();
        var unreadable = new ArrayList<Document.Unreadable>();
        for (var document : documents) {
            switch (document) {
                case Document.Parsed(var root) -> objects.add(root);
                case Document.Unreadable broken -> unreadable.add(broken);
            }
        }
        var check = new Check(settings, objects);
        var verdicts = new ArrayList<Verdict>();
        Map<String, Integer> skipped = new HashMap<>();
        for (var object : objects) {
            var verdict = check.judge(object);
            if (Warden.judges(object) || CustomClass.of(object).isPresent() || verdict.isRefused()) {
                verdicts.add(verdict);
            } else {
                skipped.merge(ObjectType.of(object).toString(), 1, Integer::sum);
            }
        }
        return new Report(verdicts, unreadable, skipped);
    }

    private Verdict judge(Value object) {
        var refusals = new ArrayList<Refusal>();
        var answers = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        structure(object, refusals, warnings);
        if (!refusals.isEmpty()) {
            return new Verdict(
                    ObjectRef.of(object), object, object, List.of(), warnings, refusals, answers, Optional.empty());
        }
        authorize(object, refusals, answers);
        var mutation = Admission.mutate(placed(object), cluster);
        warnings.addAll(mutation.warnings());
        structure(mutation.object(), refusals, new ArrayList<>());
        constraints(mutation.object(), refusals, answers);
        var workload = Workload.of(object);
        classConditions(mutation.object(), workload, warnings);
        workload.ifPresent(
                it -> podSecurity(it, KubernetesDefaults.apply(mutation.object()), refusals, answers, warnings));
        return new Verdict(
                ObjectRef.of(object),
                object,
                asWritten(mutation.object(), object),
                mutation.changes(),
                warnings,
                refusals,
                answers,
                workload.map(it -> footprint(it, mutation.object())));
    }

    /** As admission sees it: in a namespace, which warnings name. */
    private Value placed(Value object) {
        var metadata = object.get("metadata");
        return ObjectType.of(object).isNamespaced()
                        && !metadata.get("namespace").isSet()
                ? object.with("metadata", metadata.with("namespace", Value.of(settings.namespace())))
                : object;
    }

    /** Without the namespace again, where the manifest has none. */
    private static Value asWritten(Value object, Value before) {
        return before.get("metadata").get("namespace").isSet()
                ? object
                : object.with("metadata", object.get("metadata").without("namespace"));
    }

    private static void structure(Value object, List<Refusal> refusals, List<String> warnings) {
        for (var problem : Shape.check(object)) {
            switch (problem.severity()) {
                case ERROR ->
                    refusals.add(new Refusal(
                            Stage.STRUCTURE,
                            "validation",
                            problem.detail(),
                            problem.field(),
                            problem.at(),
                            "correct the field: the API server takes no such object"));
                case WARNING -> warnings.add(problem.field() + ": " + problem.detail());
            }
        }
    }

    private void authorize(Value object, List<Refusal> refusals, List<String> answers) {
        var request = new Attributes(
                settings.requester(),
                "create",
                ObjectType.of(object).group(),
                ObjectType.of(object).resource(),
                "",
                scope(object),
                "");
        if (Authorizer.of(warden.era()).judge(request) instanceof Denied(var ignored, var message, var fix)) {
            answers.add("Error from server (Forbidden): error when creating \""
                    + object.at().source() + "\": " + message);
            var path = Path.of("metadata", "namespace");
            refusals.add(new Refusal(
                    Stage.AUTHORIZER,
                    "managed-namespaces-limitation",
                    message,
                    path.toString(),
                    nearest(object, path),
                    fix));
        }
    }

    private String scope(Value object) {
        return ObjectType.of(object).isNamespaced() ? namespace(object) : "";
    }

    private void constraints(Value mutated, List<Refusal> refusals, List<String> answers) {
        var judgement = Warden.judge(mutated, settings.requester(), warden);
        for (var violation : judgement.violations()) {
            refusals.add(new Refusal(
                    Stage.WARDEN,
                    violation.constraint(),
                    violation.message(),
                    violation.path().toString(),
                    nearest(mutated, violation.path()),
                    violation.howToFix()));
        }
        if (!judgement.allowed()) {
            answers.add(judgement.kubectlMessage(mutated.at().source()));
        }
    }

    /** A class that cannot work is kept all the same: its status says so, and its Pods wait. */
    private void classConditions(Value mutated, Optional<Workload> workload, List<String> warnings) {
        var name = workload.map(it -> cluster.classOf(mutated, it).label())
                .orElseGet(() -> CustomClass.of(mutated).map(CustomClass::name).orElse(""));
        landings.misconfigured(name).ifPresent(it -> warnings.add("compute class " + name + " would be " + it));
    }

    private void podSecurity(
            Workload workload, Value mutated, List<Refusal> refusals, List<String> answers, List<String> warnings) {
        var policy = installed.podSecurity(namespace(mutated));
        var outcome = policy.judge(mutated);
        outcome.warning().ifPresent(warnings::add);
        var pod = workload.isPod() ? outcome : policy.judge(podOf(workload, mutated));
        pod.denial().ifPresent(denial -> {
            if (workload.isPod()) {
                answers.add("Error from server (Forbidden): " + denial);
            }
            for (var reason : pod.enforced().reasons()) {
                refusals.add(new Refusal(
                        Stage.POD_SECURITY,
                        "PodSecurity " + policy.enforce(),
                        reason.toString(),
                        workload.podSpec().toString(),
                        nearest(mutated, workload.podSpec()),
                        reason.howToFix()
                                + (workload.isPod()
                                        ? ""
                                        : " The object itself would be accepted, and each of its Pods refused.")));
            }
        });
    }

    private static Value podOf(Workload workload, Value object) {
        var metadata = workload.podMetadata(object)
                .with("name", Value.of(workload.name()))
                .with("namespace", Value.of(workload.namespace()));
        return Value.of(Map.of(
                "apiVersion", Value.of("v1"),
                "kind", Value.of("Pod"),
                "metadata", metadata,
                "spec", workload.podSpec(object)));
    }

    private Footprint footprint(Workload workload, Value mutated) {
        var template = mutated.get(workload.podSpec().parent());
        var pod = installed
                .pods()
                .read(template, namespace(mutated), workload.name(), workload.kind() + "/" + workload.name());
        var podClass = cluster.classOf(mutated, workload);
        var terms = Terms.of(podClass);
        var copies = Copies.of(workload, mutated);
        return new Footprint(
                podClass.rules().name(),
                pod.requests(),
                copies,
                terms,
                pricer.pod(pod.requests(), terms),
                landings.of(pod, copies, podClass));
    }

    /** Empty where the newest is meant. */
    private String version() {
        var version = settings.cluster().traits().version();
        return version.equals(ClusterVersion.LATEST) ? "" : version.toString();
    }

    private String namespace(Value object) {
        return object.get("metadata").get("namespace").text(settings.namespace());
    }

    /** Fields that a rule added stand nowhere: then where the next outer one stands. */
    private static Position nearest(Value object, Path path) {
        for (var here = path; ; here = here.parent()) {
            var at = object.get(here).at();
            if (at.line() > 0 || here.steps().isEmpty()) {
                return at;
            }
        }
    }
}
