package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.admission.ContainerDraft.Role;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The containers of one Pod template while rules change their resources. */
final class PodDraft {
    private final List<ContainerDraft> init = new ArrayList<>();
    private final List<ContainerDraft> app = new ArrayList<>();
    private final List<ContainerDraft> running = new ArrayList<>();
    private final String primary;

    private PodDraft(String primary) {
        this.primary = primary;
    }

    /**
     * @param primary the container that corrections go to; the first one where there is none of that name
     * @throws Unjudgeable if an amount is no quantity
     */
    static PodDraft of(Value object, Workload workload, String primary, List<Change> changes) {
        var draft = new PodDraft(primary);
        var spec = workload.podSpec(object);
        draft.read(spec, workload, "initContainers", draft.init, changes);
        draft.read(spec, workload, "containers", draft.app, changes);
        draft.running.addAll(draft.app);
        draft.init.stream().filter(it -> it.role() == Role.SIDECAR).forEach(draft.running::add);
        return draft;
    }

    private void read(Value spec, Workload workload, String list, List<ContainerDraft> into, List<Change> changes) {
        var path = workload.podSpec().then(list);
        var index = 0;
        for (var container : spec.get(list).items()) {
            into.add(ContainerDraft.of(container, path.then(index++), list.equals("initContainers"), changes));
        }
    }

    /** Init containers first, as warnings name them. */
    Stream<ContainerDraft> all() {
        return Stream.concat(init.stream(), app.stream());
    }

    List<ContainerDraft> init() {
        return init;
    }

    List<ContainerDraft> app() {
        return app;
    }

    /** Containers that run for the Pod's whole life: their sum is what the class's rules are about. */
    List<ContainerDraft> running() {
        return running;
    }

    Optional<ContainerDraft> primary() {
        return app.stream()
                .filter(it -> it.name().equals(primary))
                .findFirst()
                .or(() -> app.stream().findFirst());
    }

    /** The sum over {@link #running()}; saturates. */
    Resources total() {
        var cpu = 0L;
        var memory = 0L;
        var ephemeral = 0L;
        for (var container : running) {
            cpu = Resources.saturatedSum(cpu, milli(container.request(ContainerDraft.CPU)));
            memory = Resources.saturatedSum(memory, units(container.request(ContainerDraft.MEMORY)));
            ephemeral = Resources.saturatedSum(ephemeral, units(container.request(ContainerDraft.EPHEMERAL)));
        }
        return new Resources(cpu, memory, ephemeral, Map.of());
    }

    private static long milli(@Nullable Quantity amount) {
        return amount == null ? 0 : Math.max(0, amount.milli());
    }

    private static long units(@Nullable Quantity amount) {
        return amount == null ? 0 : Math.max(0, amount.units());
    }

    boolean isModified() {
        return all().anyMatch(ContainerDraft::isModified);
    }

    /** The Pod spec with the changed containers. */
    Value applied(Value spec) {
        return applied(applied(spec, "containers", app), "initContainers", init);
    }

    private static Value applied(Value spec, String list, List<ContainerDraft> drafts) {
        var before = spec.get(list).items();
        var after = drafts.stream().map(ContainerDraft::applied).toList();
        for (var i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return spec.with(list, new Value.Sequence(after, spec.get(list).at()));
            }
        }
        return spec;
    }
}
