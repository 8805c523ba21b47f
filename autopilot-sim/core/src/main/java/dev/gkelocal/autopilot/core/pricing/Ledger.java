package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.pricing.Bill.FreeReason;
import dev.gkelocal.autopilot.core.pricing.Bill.Payer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes down when Pods and nodes are there and makes the bill. Times must not go back. One thread at a time.
 *
 * <p>Pods are paid while they are bound to a node, by the second and without a minimum; waiting Pods and Pods of GKE's own namespaces
 * are free (autopilot sheet 5.1).
 */
public final class Ledger {
    /** Managed namespaces (autopilot sheet 2.5); their Pods are GKE's own. */
    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-node-lease", "gmp-public", "gmp-system");

    private static final String MANAGED_PREFIX = "gke-";

    private record LineKey(Payer payer, Rate rate) {}

    private record FreeKey(FreeReason reason, Payer payer) {}

    private sealed interface Open {
        Instant since();

        record Paid(Payer payer, Price price, Instant since) implements Open {}

        record Free(FreeKey key, Instant since) implements Open {}
    }

    private final Pricer pricer;
    private final Instant from;
    private final Map<LineKey, BigDecimal> unitMillis = new LinkedHashMap<>();
    private final Map<FreeKey, Duration> free = new LinkedHashMap<>();
    private final Map<String, Open> open = new HashMap<>();

    public Ledger(Pricer pricer, Instant from) {
        this.pricer = pricer;
        this.from = from;
    }

    /** Goes on where a bill ended; what is there must be told again, as of the bill's end. */
    public static Ledger after(Bill bill, Pricer pricer) {
        var ledger = new Ledger(pricer, bill.from());
        bill.lines().forEach(it -> ledger.unitMillis.put(new LineKey(it.payer(), it.rate()), it.unitMillis()));
        bill.free().forEach(it -> ledger.free.put(new FreeKey(it.reason(), it.payer()), it.time()));
        return ledger;
    }

    public void pending(Pod pod, Instant at) {
        free(pod, FreeReason.PENDING, at);
    }

    /** The Pod is bound, or its requests or its node have changed. */
    public void scheduled(Pod pod, Terms terms, Instant at) {
        if (isSystem(pod.namespace())) {
            free(pod, FreeReason.SYSTEM_POD, at);
        } else if (terms instanceof Terms.PerNode) {
            free(pod, FreeReason.PAID_WITH_ITS_NODE, at);
        } else {
            begin(podKey(pod), new Open.Paid(payer(pod), pricer.pod(pod.requests(), terms), at));
        }
    }

    public void ended(Pod pod, Instant at) {
        end(podKey(pod), at);
    }

    /** Only for nodes that are paid as a whole. */
    public void nodeAdded(String name, BilledNode node, Instant at) {
        begin(nodeKey(name), new Open.Paid(new Payer("", "", name), pricer.node(node), at));
    }

    public void nodeRemoved(String name, Instant at) {
        end(nodeKey(name), at);
    }

    public static boolean isSystem(String namespace) {
        return SYSTEM.contains(namespace) || namespace.startsWith(MANAGED_PREFIX);
    }

    private static String podKey(Pod pod) {
        return "pod/" + pod.uid();
    }

    private static String nodeKey(String name) {
        return "node/" + name;
    }

    private static Payer payer(Pod pod) {
        var workload = pod.owner().isEmpty() ? "Pod/" + pod.name() : pod.owner();
        return new Payer(pod.namespace(), workload, pod.nodeName());
    }

    private void free(Pod pod, FreeReason reason, Instant at) {
        begin(podKey(pod), new Open.Free(new FreeKey(reason, payer(pod)), at));
    }

    private void begin(String key, Open interval) {
        end(key, interval.since());
        open.put(key, interval);
    }

    private void end(String key, Instant at) {
        var interval = open.remove(key);
        if (interval != null) {
            write(interval, at, unitMillis, free);
        }
    }

    private static void write(Open interval, Instant at, Map<LineKey, BigDecimal> paid, Map<FreeKey, Duration> unpaid) {
        var time = Duration.between(interval.since(), at);
        if (time.isNegative()) {
            throw new IllegalArgumentException("time goes back from " + interval.since() + " to " + at);
        }
        switch (interval) {
            case Open.Paid(var payer, var price, var ignored) -> {
                var millis = BigDecimal.valueOf(time.toMillis());
                price.parts()
                        .forEach(it -> paid.merge(
                                new LineKey(payer, it.rate()), it.quantity().multiply(millis), BigDecimal::add));
            }
            case Open.Free(var key, var ignored) -> unpaid.merge(key, time, Duration::plus);
        }
    }

    /** All until now; what is still there goes on being written down. */
    public Bill bill(Instant at) {
        var paid = new LinkedHashMap<>(unitMillis);
        var unpaid = new LinkedHashMap<>(free);
        open.values().forEach(it -> write(it, at, paid, unpaid));
        var fee = new ClusterFee(pricer, from, at);
        return new Bill(
                from,
                at,
                paid.entrySet().stream()
                        .map(it ->
                                new Bill.Line(it.getKey().payer(), it.getKey().rate(), it.getValue()))
                        .toList(),
                unpaid.entrySet().stream()
                        .map(it ->
                                new Bill.Free(it.getKey().reason(), it.getKey().payer(), it.getValue()))
                        .toList(),
                fee.usd(),
                fee.credit(),
                pricer.list().dated());
    }
}
