package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.cluster.StoredObject;
import dev.gkelocal.autopilot.core.manifest.ObjectType;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.NamespacePolicy;
import dev.gkelocal.autopilot.core.warden.Attributes;
import dev.gkelocal.autopilot.core.warden.Authorizer;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that hold in the cluster now. Read from any thread; renewed by the cluster's thread when objects change. */
public final class Gatekeeper {
    private final ClusterRules basis;
    private volatile Rules rules;
    private volatile Set<String> closedPods = Set.of();

    private record Rules(ClusterRules admission, WardenSettings warden, Map<String, NamespacePolicy> namespaces) {
        Rules {
            namespaces = Map.copyOf(namespaces);
        }
    }

    /** @param warnings of what would be admitted; empty where it is refused */
    record Verdict(String refusal, List<String> warnings) {
        Verdict {
            warnings = List.copyOf(warnings);
        }
    }

    public Gatekeeper(ClusterRules basis) {
        this.basis = basis;
        this.rules = rules(basis, Map.of());
    }

    public ClusterRules admission() {
        return rules.admission;
    }

    public WardenSettings warden() {
        return rules.warden;
    }

    void closed(Set<String> pods) {
        closedPods = pods;
    }

    /** @param pod {@code namespace/name} */
    public boolean isClosed(String pod) {
        return closedPods.contains(pod);
    }

    void renew(Collection<StoredObject> objects) {
        var classes = new HashMap<String, CustomClass>();
        var namespaces = new HashMap<String, NamespacePolicy>();
        for (var object : objects) {
            switch (object.key().kind()) {
                case "ComputeClass" -> CustomClass.of(object.manifest()).ifPresent(it -> classes.put(it.name(), it));
                case "Namespace" ->
                    namespaces.put(
                            object.key().name(),
                            NamespacePolicy.of(object.manifest()
                                    .get("metadata")
                                    .get("labels")
                                    .texts()));
                default -> {}
            }
        }
        rules = rules(basis.with(classes), namespaces);
    }

    private static Rules rules(ClusterRules admission, Map<String, NamespacePolicy> namespaces) {
        return new Rules(
                admission, WardenSettings.of(admission.traits()).classes(admission.classes(), false), namespaces);
    }

    /** Everything that an object passes before the API server keeps it (autopilot sheet 0). */
    Verdict judge(Value object, Requester requester) {
        var forbidden = forbidden("create", object, requester);
        return forbidden.isEmpty() ? admit(object, requester) : new Verdict(forbidden, List.of());
    }

    /** @return what the authorizer of managed namespaces says, as the API server passes it on; empty where it has no opinion */
    String forbidden(String verb, Value object, Requester requester) {
        var type = ObjectType.of(object);
        var metadata = object.get("metadata");
        var attributes = new Attributes(
                requester,
                verb,
                type.group(),
                type.resource(),
                "",
                type.isNamespaced() ? metadata.get("namespace").text("default") : "",
                verb.equals("create") ? "" : metadata.get("name").text());
        return Authorizer.of(rules.warden.era()).judge(attributes) instanceof AuthorizerVerdict.Denied denied
                ? denied.serverMessage()
                : "";
    }

    private Verdict admit(Value object, Requester requester) {
        var now = rules;
        var mutation = Admission.mutate(object, now.admission);
        var judgement = Warden.judge(mutation.object(), requester, now.warden);
        if (!judgement.allowed()) {
            return new Verdict(judgement.serverMessage(), List.of());
        }
        var namespace = object.get("metadata").get("namespace").text("default");
        var security =
                now.namespaces.getOrDefault(namespace, NamespacePolicy.NONE).judge(mutation.object());
        var warnings = new ArrayList<>(mutation.warnings());
        security.warning().ifPresent(warnings::add);
        return new Verdict(security.denial().orElse(""), warnings);
    }
}
