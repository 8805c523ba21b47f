package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.PriorityClass;
import dev.gkelocal.autopilot.core.podsecurity.NamespacePolicy;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the manifests themselves bring into the cluster, so that their other objects can rely on it. */
final class Installed {
    private final Map<String, NamespacePolicy> namespaces = new HashMap<>();
    private final Map<String, CustomClass> classes = new HashMap<>();
    private final Map<String, ClassPlan> plans = new HashMap<>();
    private final PodReader pods;

    Installed(List<Value> objects) {
        var priorities = new ArrayList<PriorityClass>();
        for (var object : objects) {
            switch (object.get("kind").text()) {
                case "Namespace" ->
                    namespaces.put(
                            object.get("metadata").get("name").text(),
                            NamespacePolicy.of(
                                    object.get("metadata").get("labels").texts()));
                case "PriorityClass" -> priorities.add(PriorityClass.of(object));
                default ->
                    CustomClass.of(object).ifPresent(it -> {
                        classes.put(it.name(), it);
                        plans.put(it.name(), ClassPlan.of(object));
                    });
            }
        }
        pods = new PodReader(priorities);
    }

    NamespacePolicy podSecurity(String namespace) {
        return namespaces.getOrDefault(namespace, NamespacePolicy.NONE);
    }

    PodReader pods() {
        return pods;
    }

    /** Beside those that the cluster is known to have. */
    Map<String, CustomClass> classes(Map<String, CustomClass> known) {
        var all = new HashMap<>(known);
        all.putAll(classes);
        return all;
    }

    Map<String, ClassPlan> plans() {
        return plans;
    }
}
