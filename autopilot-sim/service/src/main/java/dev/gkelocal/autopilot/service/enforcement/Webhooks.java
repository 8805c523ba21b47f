package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configurations that make an API server call the webhooks, named as GKE's (autopilot sheet 2.1): tools tell Autopilot by them, and the
 * validating webhook's name is part of each denial.
 *
 * @param trusted authorities in PEM
 */
record Webhooks(Reach reach, String trusted, ClusterVersion version, Set<String> spared) {
    static final String ENFORCED = "autopilot.gke-local.dev/enforce";
    static final String VALIDATING = "policycontrollerv2.config.common-webhooks.networking.gke.io";
    private static final String WARDEN = "warden-validating.common-webhooks.networking.gke.io";
    private static final String DEFAULTER = "workload-defaulter.common-webhooks.networking.gke.io";
    private static final ClusterVersion RENAMED = ClusterVersion.of("1.26");
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    private static final int SECONDS = 10;
    private static final List<String> CONNECT = List.of("CONNECT");
    private static final List<String> CREATE = List.of("CREATE");
    private static final List<String> WRITE = List.of("CREATE", "UPDATE");

    Webhooks {
        spared = Set.copyOf(spared);
    }

    /** @return all, to be applied */
    List<HasMetadata> configurations() {
        return List.of(mutating(), validating());
    }

    /** GKE renamed the object that its defaulting belongs to; tools ask for both. */
    static String mutatingName(ClusterVersion version) {
        return (version.atLeast(RENAMED) ? "sasecret-redacter" : "workload-defaulter")
                + ".config.common-webhooks.networking.gke.io";
    }

    private HasMetadata mutating() {
        return new MutatingWebhookConfigurationBuilder()
                .withMetadata(metadata(mutatingName(version)))
                .withWebhooks(defaulter())
                .build();
    }

    private MutatingWebhook defaulter() {
        var builder = new MutatingWebhookBuilder();
        builder.withName(DEFAULTER)
                .withClientConfig(reach.client(Reviews.MUTATE, bundle()))
                .withRules(
                        rule("", CREATE, "pods"),
                        rule("apps", WRITE, "deployments", "replicasets", "statefulsets", "daemonsets"),
                        // A Job's template cannot be changed any more.
                        rule("batch", CREATE, "jobs"),
                        rule("batch", WRITE, "cronjobs"))
                .withReinvocationPolicy("IfNeeded")
                .withMatchPolicy("Equivalent")
                .withSideEffects("None")
                .withFailurePolicy("Ignore")
                .withTimeoutSeconds(SECONDS)
                .withAdmissionReviewVersions("v1")
                .withNamespaceSelector(namespaces())
                .withObjectSelector(new LabelSelector());
        return builder.build();
    }

    private HasMetadata validating() {
        return new ValidatingWebhookConfigurationBuilder()
                .withMetadata(metadata(VALIDATING))
                .withWebhooks(warden())
                .build();
    }

    private ValidatingWebhook warden() {
        var builder = new ValidatingWebhookBuilder();
        builder.withName(WARDEN)
                .withClientConfig(reach.client(Reviews.VALIDATE, bundle()))
                .withRules(
                        rule("", CREATE, "pods"),
                        rule("", CONNECT, "pods/exec", "pods/attach", "pods/portforward"),
                        rule("apps", WRITE, "deployments", "replicasets", "statefulsets", "daemonsets"),
                        rule("batch", CREATE, "jobs"),
                        rule("batch", WRITE, "cronjobs"),
                        rule("rbac.authorization.k8s.io", WRITE, "rolebindings", "clusterrolebindings"))
                // The API server makes its own bindings when it starts, and must not wait for anybody then.
                .withMatchConditions(new MatchCondition(
                        "!(has(request.userInfo.username) && request.userInfo.username == 'system:apiserver')",
                        "not-the-api-server-itself"))
                .withMatchPolicy("Equivalent")
                .withSideEffects("None")
                .withFailurePolicy("Ignore")
                .withTimeoutSeconds(SECONDS)
                .withAdmissionReviewVersions("v1")
                .withNamespaceSelector(namespaces())
                .withObjectSelector(new LabelSelector());
        return builder.build();
    }

    /** Only those that ask for it, and never those that the cluster or the platform lives in. */
    private LabelSelector namespaces() {
        return new LabelSelectorBuilder()
                .withMatchExpressions(
                        new LabelSelectorRequirement(ENFORCED, "In", List.of("true")),
                        new LabelSelectorRequirement(
                                NAMESPACE_NAME,
                                "NotIn",
                                spared.stream().sorted().toList()))
                .build();
    }

    private String bundle() {
        return Base64.getEncoder().encodeToString(trusted.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withLabels(Map.of(
                        "app.kubernetes.io/name", "autopilot-sim",
                        "app.kubernetes.io/part-of", "gke-local",
                        "app.kubernetes.io/managed-by", "gke-local",
                        "app.kubernetes.io/component", "simulator"))
                .build();
    }

    static RuleWithOperations rule(String group, List<String> operations, String... resources) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions("v1")
                .withOperations(operations)
                .withResources(resources)
                .withScope("*")
                .build();
    }
}
