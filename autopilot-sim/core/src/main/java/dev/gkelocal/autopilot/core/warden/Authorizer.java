package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict.Denied;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict.NoOpinion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorizer of managed namespaces and resources (autopilot sheet 2.5): it stands in front of RBAC and long before admission, so
 * that its refusals look different. Order of the questions: who asks, impersonation, namespace, cluster-scoped resource; as in the
 * authorizer's published source of 2020.
 */
public final class Authorizer {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private final Era era;
    private final Rules rules;

    /**
     * @param managed namespaces, each with the resources that stay free in it
     * @param connections subresources through which one reaches into what runs there
     * @param clusterResources cluster-scoped resources that nobody may use, each with the last era that managed it, if any
     */
    private record Rules(
            Map<String, Set<String>> managed,
            Set<String> connections,
            Map<String, Optional<Era>> clusterResources,
            Set<String> freeUsers,
            Set<String> freeGroups) {}

    private static final class Shipped {
        static final Rules RULES = read();
    }

    private Authorizer(Era era, Rules rules) {
        this.era = era;
        this.rules = rules;
    }

    /** @param era chooses the words; 2021 and 2022 said "GKEAutopilot authz" */
    public static Authorizer of(Era era) {
        return new Authorizer(era, Shipped.RULES);
    }

    /** Whether writing into the namespace is refused. */
    public boolean isManaged(String namespace) {
        return rules.managed.containsKey(namespace);
    }

    public AuthorizerVerdict judge(Attributes request) {
        var requester = request.requester();
        if (rules.freeUsers.contains(requester.user())
                || requester.groups().stream().anyMatch(rules.freeGroups::contains)) {
            return new NoOpinion();
        }
        if (request.verb().equals("impersonate")) {
            return impersonation(request);
        }
        var namespace =
                request.resource().equals("namespaces") && request.namespace().isEmpty()
                        ? request.name()
                        : request.namespace();
        var free = rules.managed.get(namespace);
        if (free != null && rules.connections.contains(request.fullResource())) {
            return denied(
                    request,
                    "managed-namespaces-limitation",
                    "the namespace \"" + namespace + "\" is managed and the request's subresource \""
                            + request.fullResource() + "\" is denied",
                    "What runs in " + namespace + " is GKE's: read its logs in Cloud Logging instead.");
        }
        if (free != null
                && WRITES.contains(request.verb())
                && !free.contains(request.resource())
                && !free.contains(request.fullResource())) {
            return denied(
                    request,
                    "managed-namespaces-limitation",
                    "the namespace \"" + namespace + "\" is managed and the request's verb \"" + request.verb()
                            + "\" is denied",
                    "Use a namespace of your own instead of " + namespace
                            + "; charts often have a value for it, such as cert-manager's"
                            + " global.leaderElection.namespace.");
        }
        return clusterScoped(request);
    }

    private AuthorizerVerdict clusterScoped(Attributes request) {
        var until = rules.clusterResources.get(request.fullResource());
        if (until == null
                || !request.namespace().isEmpty()
                || until.map(it -> it.isBefore(era)).orElse(false)) {
            return new NoOpinion();
        }
        var printed = request.subresource().isEmpty() ? request.resource() + "/" : request.fullResource();
        return denied(
                request,
                "managed-namespaces-limitation",
                "cluster scoped resource \"" + printed + "\" is managed and access is denied",
                "Do without " + request.fullResource()
                        + "; on Autopilot read metrics and logs through Cloud Monitoring or the Pods themselves.");
    }

    /** In the first years every impersonation was refused, since then that of system identities. */
    private AuthorizerVerdict impersonation(Attributes request) {
        var fix = "Impersonate a user, group or service account of your own; system: identities belong to GKE.";
        if (saysGkeAutopilot()) {
            return denied(request, "", "user impersonation is not allowed", fix);
        }
        return request.name().startsWith("system:") && !request.name().startsWith("system:serviceaccount")
                ? denied(
                        request,
                        "user-impersonation-limitation",
                        "impersonating system identities are not allowed",
                        fix)
                : new NoOpinion();
    }

    private boolean saysGkeAutopilot() {
        return era.isBefore(Era.EARLY_WARDEN);
    }

    private Denied denied(Attributes request, String constraint, String why, String howToFix) {
        var reason = saysGkeAutopilot()
                ? "GKEAutopilot authz: " + why
                : "GKE Warden authz [denied by " + constraint + "]: " + why;
        return new Denied(reason, forbidden(request, reason), howToFix);
    }

    /** The API server's sentence around an authorizer's reason. */
    private static String forbidden(Attributes request, String reason) {
        var qualified =
                request.apiGroup().isEmpty() ? request.resource() : request.resource() + "." + request.apiGroup();
        var name = request.name().isEmpty() ? "" : " \"" + request.name() + "\"";
        var where = request.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + request.namespace() + "\"";
        return qualified + name + " is forbidden: User \"" + request.requester().user() + "\" cannot "
                + request.verb() + " resource \"" + request.fullResource() + "\" in API group \""
                + request.apiGroup() + "\" " + where + ": " + reason;
    }

    private static Rules read() {
        var managed = new HashMap<String, Set<String>>();
        var connections = new HashSet<String>();
        var cluster = new HashMap<String, Optional<Era>>();
        var users = new HashSet<String>();
        var groups = new HashSet<String>();
        for (var row : DataTable.read(Authorizer.class, "authorizer.tsv").rows()) {
            var name = row.getOrDefault("name", "");
            var detail = row.getOrDefault("detail", "");
            switch (row.getOrDefault("what", "")) {
                case "namespace" ->
                    managed.put(name, detail.isEmpty() ? Set.of() : Set.copyOf(List.of(detail.split(","))));
                case "cluster-resource" ->
                    cluster.put(name, detail.isEmpty() ? Optional.empty() : Optional.of(Era.valueOf(detail)));
                case "connection" -> connections.add(name);
                case "free-user" -> users.add(name);
                case "free-group" -> groups.add(name);
                default -> throw new IllegalStateException("authorizer.tsv: " + row);
            }
        }
        return new Rules(
                Map.copyOf(managed),
                Set.copyOf(connections),
                Map.copyOf(cluster),
                Set.copyOf(users),
                Set.copyOf(groups));
    }
}
