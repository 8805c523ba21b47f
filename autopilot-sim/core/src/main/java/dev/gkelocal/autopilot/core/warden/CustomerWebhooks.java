package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What GKE's webhook for webhooks does with customers' configurations (autopilot sheet 2.4). */
public final class CustomerWebhooks {
    /** The webhook's name, which the API server puts before the message. */
    public static final String WEBHOOK = "admissionwebhookcontroller.common-webhooks.networking.gke.io";

    /** AdmissionResponse.status.reason. */
    public static final String REASON = "GKE Admission Webhook Controller";

    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    private static final List<String> UNTOUCHABLE = List.of("kube-system", "gke-gmp-system", "gke-managed-cim");
    private static final Set<String> KINDS = Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
    private static final Set<String> WILDCARDS = Set.of("*", "*/*");
    private static final String SEE =
            ", see: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security#built-in-security";

    private CustomerWebhooks() {}

    static boolean isConfiguration(Value object) {
        return KINDS.contains(object.get("kind").text())
                && object.get("apiVersion").text().startsWith("admissionregistration.k8s.io/");
    }

    /** Empty where the configuration is admitted, and for every other kind. */
    public static Optional<Violation> judge(Value configuration, Era era) {
        if (!isConfiguration(configuration)) {
            return Optional.empty();
        }
        var refused = new LinkedHashSet<String>();
        var webhooks = configuration.get("webhooks").items();
        var first = Path.ROOT;
        for (var i = 0; i < webhooks.size(); i++) {
            var rules = webhooks.get(i).get("rules").items();
            for (var j = 0; j < rules.size(); j++) {
                var pairs = refused(rules.get(j));
                if (!pairs.isEmpty() && refused.isEmpty()) {
                    first = Path.of("webhooks").then(i).then("rules").then(j);
                }
                refused.addAll(pairs);
            }
        }
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.violation(
                        era,
                        "webhook-pairs",
                        first,
                        List.of(String.join(",", refused) + (era == Era.WARDEN ? SEE : ""))));
    }

    private static List<String> refused(Value rule) {
        var pairs = new ArrayList<String>();
        for (var group : rule.get("apiGroups").items()) {
            for (var resource : rule.get("resources").items()) {
                if (isRefused(group.text(), resource.text())) {
                    pairs.add("('" + group.text() + "','" + resource.text() + "')");
                }
            }
        }
        return pairs;
    }

    /** Everything at once, and what lies beneath nodes, which Autopilot manages. */
    private static boolean isRefused(String group, String resource) {
        var everything = group.equals("*") && WILDCARDS.contains(resource);
        var beneathNodes = resource.equals("nodes/proxy") || resource.equals("nodes/*");
        return everything || (beneathNodes && (group.equals("*") || group.isEmpty()));
    }

    /**
     * A mutating configuration as the cluster keeps it: no webhook of it sees the system's namespaces. Unchanged where that is so
     * already, and for every other kind.
     */
    public static Value inject(Value configuration) {
        if (!isConfiguration(configuration)
                || !configuration.get("kind").text().equals("MutatingWebhookConfiguration")
                || configuration.get("webhooks").items().isEmpty()) {
            return configuration;
        }
        return configuration.with(
                "webhooks",
                Value.of(configuration.get("webhooks").items().stream()
                        .map(CustomerWebhooks::shielded)
                        .toList()));
    }

    private static Value shielded(Value webhook) {
        var selector = webhook.get("namespaceSelector");
        var expressions = selector.get("matchExpressions");
        var wanted = expression();
        var present = expressions.items().stream()
                .anyMatch(it -> it.get("key").text().equals(NAMESPACE_NAME)
                        && it.get("operator").text().equals("NotIn")
                        && it.get("values").items().stream()
                                .map(Value::text)
                                .toList()
                                .containsAll(UNTOUCHABLE));
        return present
                ? webhook
                : webhook.with("namespaceSelector", selector.with("matchExpressions", expressions.plus(wanted)));
    }

    private static Value expression() {
        var expression = new LinkedHashMap<String, Value>();
        expression.put("key", Value.of(NAMESPACE_NAME));
        expression.put("operator", Value.of("NotIn"));
        expression.put("values", Value.of(UNTOUCHABLE.stream().map(Value::of).toList()));
        return Value.of(expression);
    }
}
