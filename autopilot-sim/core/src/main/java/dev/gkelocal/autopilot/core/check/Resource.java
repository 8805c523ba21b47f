package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Locale;
import java.util.Set;

/** How the API names the kind of an object, without asking a server: regular plurals, and the kinds known to be cluster-wide. */
final class Resource {
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "APIService",
            "AdminNetworkPolicy",
            "AllowlistSynchronizer",
            "BaselineAdminNetworkPolicy",
            "CSIDriver",
            "CertificateSigningRequest",
            "ClusterNetworkPolicy",
            "ClusterRole",
            "ClusterRoleBinding",
            "ComputeClass",
            "CustomResourceDefinition",
            "IngressClass",
            "MutatingWebhookConfiguration",
            "Namespace",
            "Node",
            "PersistentVolume",
            "PriorityClass",
            "RuntimeClass",
            "StorageClass",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration",
            "WorkloadAllowlist");

    private Resource() {}

    static String of(Value object) {
        var kind = object.get("kind").text().toLowerCase(Locale.ROOT);
        if (kind.equals("endpoints")) {
            return kind;
        }
        if (kind.endsWith("y") && !kind.endsWith("ey")) {
            return kind.substring(0, kind.length() - 1) + "ies";
        }
        return kind + (kind.endsWith("s") ? "es" : "s");
    }

    /** A custom kind counts as namespaced, the more frequent case. */
    static boolean isNamespaced(Value object) {
        return !CLUSTER_WIDE.contains(object.get("kind").text());
    }
}
