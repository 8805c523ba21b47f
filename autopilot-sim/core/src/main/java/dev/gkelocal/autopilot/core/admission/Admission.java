package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.admission.AdmissionSettings.BurstingLimits;
import dev.gkelocal.autopilot.core.classes.ClassMatrix;
import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a workload as Autopilot does when it is applied (autopilot sheet 1.3 to 1.5). Works on Pods and on every kind that holds
 * a Pod template; other objects pass unchanged. An admitted object, admitted again, comes out the same.
 */
public final class Admission {
    private static final String PRIMARY = "autopilot.gke.io/primary-container";

    private Admission() {}

    public static Mutation mutate(Value object, ClusterRules cluster) {
        var workload = Workload.of(object);
        if (workload.isEmpty() || !(workload.get().podSpec(object) instanceof Mapping)) {
            return Mutation.none(object);
        }
        try {
            return mutate(object, workload.get(), cluster);
        } catch (Unjudgeable malformed) {
            return new Mutation(
                    object,
                    List.of(),
                    List.of("Autopilot rules were not applied to " + workload.get() + ": " + malformed.getMessage()));
        }
    }

    private static Mutation mutate(Value object, Workload workload, ClusterRules cluster) {
        var changes = new ArrayList<Change>();
        var podClass = cluster.classOf(object, workload);
        var draft = PodDraft.of(object, workload, primary(object, workload, cluster), changes);
        if (workload.isPod()) {
            requestsFromLimits(draft, true);
        }
        draft.all().forEach(ContainerDraft::rememberInput);
        requestsFromLimits(draft, false);
        new RequestRules(draft, podClass.rules(), cluster.settings()).apply();
        new LimitRules(mayBurst(podClass, cluster)).apply(draft);

        var resourced = object.with(workload.podSpec(), draft.applied(workload.podSpec(object)));
        var placed = new PlacementRules(workload, podClass, cluster, changes).apply(resourced);
        var annotated = new Adjustment(workload, podClass, cluster, changes).annotate(placed, draft);
        return changes.isEmpty()
                ? Mutation.none(object)
                : new Mutation(
                        annotated,
                        changes,
                        AdjustmentWarning.of(draft, workload, cluster.traits().version()));
    }

    private static String primary(Value object, Workload workload, ClusterRules cluster) {
        return cluster.has(Feature.PRIMARY_CONTAINER)
                ? workload.podMetadata(object).get("annotations").get(PRIMARY).text()
                : "";
    }

    /** In a Pod the API server does this before admission; in a template Autopilot does it, and says so. */
    private static void requestsFromLimits(PodDraft draft, boolean byApiServer) {
        draft.all().forEach(container -> {
            for (var resource : container.limited()) {
                var limit = container.limit(resource);
                if (limit == null || !container.lacks(resource)) {
                    continue;
                }
                if (byApiServer) {
                    container.complete(resource, limit);
                } else {
                    container.fill(
                            resource, limit, Rule.REQUEST_FROM_LIMIT, "a limit without a request is the request");
                }
            }
        });
    }

    /** Where machines rule, Pods may burst on every cluster (autopilot sheet 1.7). */
    private static boolean mayBurst(PodClass podClass, ClusterRules cluster) {
        var rules = podClass.rules().name();
        var byMachine = rules.equals("Performance")
                || rules.equals(ClassMatrix.ACCELERATOR) && !podClass.label().isEmpty()
                || rules.equals(ClassMatrix.CUSTOM);
        return byMachine || cluster.traits().bursting() && cluster.settings().burstingLimits() == BurstingLimits.KEPT;
    }
}
