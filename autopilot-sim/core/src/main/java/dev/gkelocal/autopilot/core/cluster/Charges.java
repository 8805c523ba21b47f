package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.pricing.Bill;
import dev.gkelocal.autopilot.core.pricing.BilledNode;
import dev.gkelocal.autopilot.core.pricing.Ledger;
import dev.gkelocal.autopilot.core.pricing.Pricer;
import dev.gkelocal.autopilot.core.pricing.Terms;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Has the ledger follow Pods and nodes. */
final class Charges implements WorldListener {
    private final World world;
    private final Shapes shapes;
    private final Templates templates;
    private final Gate gate;
    private final Pricer pricer;
    private final Map<String, Terms> terms = new HashMap<>();
    private Ledger ledger;

    Charges(World world, Shapes shapes, Templates templates, Gate gate) {
        this.world = world;
        this.shapes = shapes;
        this.templates = templates;
        this.gate = gate;
        pricer = Pricer.in(world.facts.billing());
        ledger = new Ledger(pricer, world.now());
        world.listen(this);
    }

    /** Goes on from a bill with what there is in the world. */
    void resume(Bill bill) {
        ledger = Ledger.after(bill, pricer);
        world.pods().forEach(it -> podChanged(it, it));
        world.nodes().forEach(it -> nodeChanged(Optional.empty(), it));
    }

    Bill bill() {
        return ledger.bill(world.now());
    }

    @Override
    public void podChanged(PodState before, PodState after) {
        if (after.isOnNode() && (before == after || !before.isOnNode())) {
            ledger.scheduled(payer(after), terms(after), world.now());
        } else if (after.isUnscheduled() && before == after) {
            ledger.pending(payer(after), world.now());
        } else if (!after.isOnNode() && !after.isUnscheduled()) {
            ledger.ended(payer(after), world.now());
        }
    }

    @Override
    public void podRemoved(PodState pod) {
        ledger.ended(payer(pod), world.now());
    }

    /** What users applied pays: a Deployment rather than its ReplicaSet. */
    private dev.gkelocal.autopilot.core.objects.Pod payer(PodState pod) {
        return shapes.of(pod).change().owner(world.workloadOf(pod).reference()).build();
    }

    private Terms terms(PodState pod) {
        return terms.computeIfAbsent(pod.template() + pod.owner().kind(), ignored -> {
            var template = templates.get(pod.template());
            return Terms.of(PodClass.of(
                    template.get("metadata"),
                    template.get("spec"),
                    pod.owner().kind().equals("DaemonSet"),
                    gate.rules().traits(),
                    gate.rules().classes()));
        });
    }

    @Override
    public void nodeChanged(Optional<NodeState> before, NodeState after) {
        var machine = after.machine();
        if (machine.paidAsWhole()
                && after.isReady()
                && !before.map(NodeState::isReady).orElse(false)) {
            var size = machine.capacity();
            ledger.nodeAdded(
                    after.name(),
                    new BilledNode(
                            machine.computeClass(),
                            machine.type(),
                            machine.family(),
                            size.vcpus(),
                            size.memoryBytes(),
                            size.gpuType(),
                            size.gpus(),
                            size.diskType(),
                            size.diskGib(),
                            size.localSsdGib(),
                            machine.spot()),
                    world.now());
        }
    }

    @Override
    public void nodeRemoved(NodeState node) {
        ledger.nodeRemoved(node.name(), world.now());
    }
}
