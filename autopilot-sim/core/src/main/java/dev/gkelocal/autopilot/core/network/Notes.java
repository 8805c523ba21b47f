package dev.gkelocal.autopilot.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people trip over, said beside a verdict. */
final class Notes {
    static final int DNS = 53;
    static final String NO_DNS =
            "egress to kube-dns (UDP 53, Pods with k8s-app=kube-dns in kube-system) is not allowed:"
                    + " names will not resolve";

    /** What a cluster's DNS looks like to policies. */
    static final End.InPod KUBE_DNS = new End.InPod(
            "kube-system",
            "kube-dns",
            Map.of("k8s-app", "kube-dns"),
            Map.of("kubernetes.io/metadata.name", "kube-system"),
            List.of(),
            "",
            Map.of(),
            false,
            List.of(
                    new End.ContainerPort("dns", DNS, Protocol.UDP),
                    new End.ContainerPort("dns-tcp", DNS, Protocol.TCP)));

    private Notes() {}

    static List<String> of(Traffic traffic, Verdict ingress, Verdict egress, Dataplane dataplane) {
        var notes = new ArrayList<String>();
        if (traffic.to() instanceof End.InPod pod && !pod.ports().isEmpty() && !declares(pod, traffic)) {
            notes.add(pod.key() + " declares no port " + traffic.protocol() + " " + traffic.port()
                    + "; policies don't mind, but nothing may listen there");
        }
        if (!egress.allowed() && Dataplane.isMetadataServer(traffic.to())) {
            notes.add("Workload Identity needs egress to the metadata server: ipBlock 169.254.169.254/32, TCP 80");
        }
        if (Stream.of(ingress, egress).anyMatch(it -> lostByIdentity(it, traffic, dataplane))) {
            notes.add("on Dataplane V2 an ipBlock never matches Pods or nodes: select them by labels");
        }
        return notes;
    }

    private static boolean declares(End.InPod pod, Traffic traffic) {
        return pod.ports().stream()
                .anyMatch(it -> it.number() == traffic.port() && it.protocol() == traffic.protocol());
    }

    /** True when an ipBlock would have allowed it on another data plane. */
    private static boolean lostByIdentity(Verdict verdict, Traffic traffic, Dataplane dataplane) {
        return dataplane == Dataplane.V2
                && !verdict.allowed()
                && verdict.subject() instanceof End.InPod subject
                && verdict.steps().stream()
                        .filter(it -> it.outcome() == Step.Outcome.OTHER_PEER)
                        .flatMap(it -> it.rule().peers().stream())
                        .filter(Peer.Block.class::isInstance)
                        .anyMatch(it -> it.matches(traffic.peer(verdict.direction()), subject, Dataplane.KUBERNETES));
    }
}
