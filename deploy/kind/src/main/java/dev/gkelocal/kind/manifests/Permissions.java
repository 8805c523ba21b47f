package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;

/** Who may do what in the cluster: an account for each workload, and for those that use the Kubernetes API the least that they need. */
final class Permissions {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> OWN = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    private final PlatformSettings settings;

    Permissions(PlatformSettings settings) {
        this.settings = settings;
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        for (var component : Component.values()) {
            if (settings.runs(component)) {
                all.add(account(component));
                all.addAll(rights(component));
            }
        }
        return all;
    }

    private List<HasMetadata> rights(Component component) {
        return switch (component) {
            case CLOUDRUN_SIM -> cloudRun();
            case AUTOPILOT_SIM -> autopilot();
            case PROMETHEUS -> prometheus();
            case KAFKA, PLATFORM_API, GRAFANA, JAEGER -> List.of();
        };
    }

    /** Instances are Pods in a namespace of their own; which replica leads is a lease. */
    private List<HasMetadata> cloudRun() {
        var objects = new ArrayList<HasMetadata>();
        objects.addAll(role(
                Component.CLOUDRUN_SIM,
                settings.instancesNamespace(),
                rule("", List.of("pods"), OWN),
                rule("", List.of("pods/log", "events"), READ),
                rule("", List.of("configmaps", "secrets"), OWN)));
        objects.addAll(role(
                Component.CLOUDRUN_SIM,
                settings.namespace(),
                rule("coordination.k8s.io", List.of("leases"), OWN),
                rule("", List.of("pods"), List.of("get", "list", "patch"))));
        return objects;
    }

    /**
     * Webhook configurations and nodes belong to no namespace, and Pods of every user's namespace wait at the gate. Its
     * certificates and its lease lie in the platform's namespace. Whether its authoriser is asked, it finds out by asking.
     */
    private List<HasMetadata> autopilot() {
        var objects = new ArrayList<HasMetadata>();
        objects.addAll(clusterRole(
                Component.AUTOPILOT_SIM,
                rule(
                        "admissionregistration.k8s.io",
                        List.of(
                                "mutatingwebhookconfigurations",
                                "validatingwebhookconfigurations",
                                "mutatingadmissionpolicies",
                                "mutatingadmissionpolicybindings"),
                        OWN),
                rule("cloud.google.com", List.of("computeclasses"), READ),
                rule("", List.of("namespaces"), READ),
                theDefaultNamespace(),
                rule("", List.of("persistentvolumeclaims", "persistentvolumes"), READ),
                rule("", List.of("pods"), List.of("get", "list", "watch", "patch", "update", "delete")),
                rule("", List.of("pods/status"), List.of("patch", "update")),
                rule("", List.of("bindings", "pods/binding"), List.of("create")),
                rule("authorization.k8s.io", List.of("subjectaccessreviews"), List.of("create")),
                rule("", List.of("nodes"), OWN),
                rule("", List.of("nodes/status"), List.of("patch", "update")),
                rule("", List.of("events"), List.of("create", "patch", "get", "list", "watch")),
                rule("apps", List.of("daemonsets"), READ),
                rule("policy", List.of("poddisruptionbudgets"), READ),
                rule("scheduling.k8s.io", List.of("priorityclasses"), READ),
                rule("cloud.google.com", List.of("computeclasses"), READ)));
        objects.addAll(role(
                Component.AUTOPILOT_SIM,
                settings.namespace(),
                rule("", List.of("secrets", "configmaps"), OWN),
                rule("coordination.k8s.io", List.of("leases"), OWN)));
        objects.addAll(
                role(Component.AUTOPILOT_SIM, "kube-node-lease", rule("coordination.k8s.io", List.of("leases"), OWN)));
        return objects;
    }

    /** The one namespace that is labelled for enforcement without its owner's doing. */
    private static PolicyRule theDefaultNamespace() {
        return new PolicyRuleBuilder(rule("", List.of("namespaces"), List.of("patch", "update")))
                .withResourceNames("default")
                .build();
    }

    /** It finds what to scrape by looking for Pods. */
    private List<HasMetadata> prometheus() {
        return clusterRole(
                Component.PROMETHEUS,
                rule("", List.of("pods", "nodes", "namespaces"), READ),
                rule("", List.of("nodes/metrics"), List.of("get")));
    }

    private HasMetadata account(Component component) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build();
    }

    private List<HasMetadata> role(Component component, String namespace, PolicyRule... rules) {
        return List.of(
                new RoleBuilder()
                        .withNewMetadata()
                        .withName(qualified(component))
                        .withNamespace(namespace)
                        .withLabels(Labels.of(component))
                        .endMetadata()
                        .withRules(rules)
                        .build(),
                new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(qualified(component))
                        .withNamespace(namespace)
                        .withLabels(Labels.of(component))
                        .endMetadata()
                        .withNewRoleRef()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("Role")
                        .withName(qualified(component))
                        .endRoleRef()
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(component.title())
                        .withNamespace(settings.namespace())
                        .endSubject()
                        .build());
    }

    private List<HasMetadata> clusterRole(Component component, PolicyRule... rules) {
        return List.of(
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(qualified(component))
                        .withLabels(Labels.of(component))
                        .endMetadata()
                        .withRules(rules)
                        .build(),
                new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(qualified(component))
                        .withLabels(Labels.of(component))
                        .endMetadata()
                        .withNewRoleRef()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("ClusterRole")
                        .withName(qualified(component))
                        .endRoleRef()
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(component.title())
                        .withNamespace(settings.namespace())
                        .endSubject()
                        .build());
    }

    private String qualified(Component component) {
        return settings.namespace() + "-" + component.title();
    }

    private static PolicyRule rule(String group, List<String> resources, List<String> verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }
}
