package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.ObjectType;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/** Constraints on objects that make no Pods: role bindings and the synchronizers of allowlists (autopilot sheet 2.3, 2.6). */
final class ClusterConstraints {
    private static final ClusterVersion BINDINGS_SINCE = ClusterVersion.of("1.32.2-gke.1182003");
    private static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");
    private static final ObjectType SYNCHRONIZER = new ObjectType("auto.gke.io", "AllowlistSynchronizer");
    private static final String AUTHENTICATED = "system:authenticated";
    private static final Set<String> EVERYBODY = Set.of(AUTHENTICATED, "system:unauthenticated", "system:anonymous");

    private ClusterConstraints() {}

    static boolean judges(Value object) {
        return isBinding(ObjectType.of(object)) || ObjectType.of(object).equals(SYNCHRONIZER);
    }

    static void judge(Value object, WardenSettings settings, Findings findings) {
        var type = ObjectType.of(object);
        if (isBinding(type)) {
            bindings(object, settings, findings);
        } else if (type.equals(SYNCHRONIZER)) {
            synchronizer(object, settings, findings);
        }
    }

    private static boolean isBinding(ObjectType type) {
        return type.group().equals("rbac.authorization.k8s.io") && BINDINGS.contains(type.kind());
    }

    private static void bindings(Value object, WardenSettings settings, Findings findings) {
        if (!settings.cluster().version().atLeast(BINDINGS_SINCE)) {
            return;
        }
        var role = object.get("roleRef").get("name").text();
        var subjects = object.get("subjects").items();
        for (var i = 0; i < subjects.size(); i++) {
            var kind = subjects.get(i).get("kind").text();
            var name = subjects.get(i).get("name").text();
            var path = Path.of("subjects").then(i);
            if (kind.equals("Group") && name.equals(AUTHENTICATED)) {
                findings.add("binding", path, name);
            } else if (role.equals("cluster-admin") && !kind.equals("ServiceAccount") && EVERYBODY.contains(name)) {
                findings.add("binding-admin", path, kind, name);
            }
        }
    }

    /** Every path must be authorized by itself; a folder authorizes nothing, only an entry that ends with * does. */
    private static void synchronizer(Value object, WardenSettings settings, Findings findings) {
        var spec = object.get("spec");
        var bucket = spec.get("bucketName").text();
        var prefix = bucket.isEmpty() ? "gke://" : "gs://" + bucket + "/";
        var refused = new ArrayList<String>();
        for (var path : spec.get("allowlistPaths").items()) {
            var full = path.text().contains("://") ? path.text() : prefix + path.text();
            if (settings.authorizedAllowlistPaths().stream().noneMatch(it -> authorizes(it, full))) {
                refused.add(full);
            }
        }
        if (!refused.isEmpty()) {
            findings.add(
                    "synchronizer",
                    Path.of("spec", "allowlistPaths"),
                    quoted(refused),
                    quoted(settings.authorizedAllowlistPaths()));
        }
    }

    private static boolean authorizes(String authorized, String path) {
        return authorized.endsWith("*")
                ? path.startsWith(authorized.substring(0, authorized.length() - 1))
                : authorized.equals(path);
    }

    private static String quoted(Iterable<String> paths) {
        var all = new ArrayList<String>();
        paths.forEach(all::add);
        return all.stream().collect(Collectors.joining("', '", "'", "'"));
    }
}
