package dev.gkelocal.autopilot.core.manifest;

import java.util.Locale;
import java.util.Set;

/**
 * What kind of thing a manifest is.
 *
 * @param group of its API, without the version; empty for the core
 */
public record ObjectType(String group, String kind) {
    /** Kinds that live outside namespaces. */
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

    public static ObjectType of(Value manifest) {
        return new ObjectType(
                groupOf(manifest.get("apiVersion").text()), manifest.get("kind").text());
    }

    /** @param apiVersion {@code apps/v1}, or {@code v1} for the core */
    public static String groupOf(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** How the API names such objects, without asking a server: by regular plurals. */
    public String resource() {
        var plain = kind.toLowerCase(Locale.ROOT);
        if (plain.equals("endpoints")) {
            return plain;
        }
        if (plain.endsWith("y") && !plain.endsWith("ey")) {
            return plain.substring(0, plain.length() - 1) + "ies";
        }
        return plain + (plain.endsWith("s") ? "es" : "s");
    }

    /** A custom kind counts as namespaced, the more frequent case. */
    public static boolean isNamespaced(String kind) {
        return !CLUSTER_WIDE.contains(kind);
    }

    public boolean isNamespaced() {
        return isNamespaced(kind);
    }

    /** {@code Kind.group}. */
    @Override
    public String toString() {
        return (kind.isEmpty() ? "(no kind)" : kind) + (group.isEmpty() ? "" : "." + group);
    }
}
