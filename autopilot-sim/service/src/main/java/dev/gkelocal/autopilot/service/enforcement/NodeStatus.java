package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.service.review.Reviews;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What keeps kubelet from saying how small its machine is. A policy that the API server itself carries out holds even while this program
 * is away, so that a kubelet that starts then does not turn its own Pods away; where there are no such policies, a webhook does it.
 */
record NodeStatus(Advertised advertised) {
    static final String NAME = "nodes.autopilot.gke-local.dev";
    static final String GROUP = "admissionregistration.k8s.io";
    static final String POLICIES = "mutatingadmissionpolicies";

    /** Kubelet talks about a node of Kind. */
    private static final List<MatchCondition> CONDITIONS = List.of(
            new MatchCondition("request.userInfo.username == 'system:node:' + request.name", "from-kubelet"),
            new MatchCondition(
                    "has(object.spec.providerID) && object.spec.providerID.startsWith('kind://')", "of-kind"));

    private static final List<String> UPDATE = List.of("UPDATE");
    /** Kubelet waits for each of its reports. */
    private static final int SECONDS = 2;

    HasMetadata webhook(Reach reach, String trusted) {
        var rule = new RuleWithOperationsBuilder()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations(UPDATE)
                .withResources("nodes/status")
                .withScope("Cluster")
                .build();
        var webhook = new MutatingWebhookBuilder();
        webhook.withName(NAME)
                .withClientConfig(reach.client(
                        Reviews.NODES, Base64.getEncoder().encodeToString(trusted.getBytes(StandardCharsets.UTF_8))))
                .withRules(rule)
                .withMatchConditions(CONDITIONS)
                .withReinvocationPolicy("Never")
                .withMatchPolicy("Equivalent")
                .withSideEffects("None")
                .withFailurePolicy("Ignore")
                .withTimeoutSeconds(SECONDS)
                .withAdmissionReviewVersions("v1");
        return new MutatingWebhookConfigurationBuilder()
                .withMetadata(Webhooks.metadata(NAME))
                .withWebhooks(webhook.build())
                .build();
    }

    /** @param version of the policies' API that the server has */
    List<GenericKubernetesResource> policy(String version) {
        var rule = Map.of(
                "apiGroups", List.of(""),
                "apiVersions", List.of("v1"),
                "operations", UPDATE,
                "resources", List.of("nodes/status"),
                "scope", "Cluster");
        var spec = Map.of(
                "matchConstraints", Map.of("resourceRules", List.of(rule)),
                "matchConditions",
                        CONDITIONS.stream()
                                .map(it -> Map.of("name", it.getName(), "expression", it.getExpression()))
                                .toList(),
                "failurePolicy", "Ignore",
                "reinvocationPolicy", "Never",
                "mutations",
                        List.of(Map.of("patchType", "JSONPatch", "jsonPatch", Map.of("expression", expression()))));
        return List.of(
                resource(version, "MutatingAdmissionPolicy", spec),
                resource(version, "MutatingAdmissionPolicyBinding", Map.of("policyName", NAME)));
    }

    private String expression() {
        var operations = new ArrayList<String>();
        for (var field : Advertised.fields()) {
            advertised
                    .quantities()
                    .forEach((name, quantity) -> operations.add("JSONPatch{op: \"add\", path: \"/status/" + field + "/"
                            + name + "\", value: \"" + quantity + "\"}"));
        }
        return "[" + String.join(", ", operations) + "]";
    }

    private static GenericKubernetesResource resource(String version, String kind, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + version)
                .withKind(kind)
                .withMetadata(Webhooks.metadata(NAME))
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
