package dev.gkelocal.autopilot.core.objects;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Pod as scheduling, provisioning and pricing see it: after admission, with the effective request over app, init and sidecar
 * containers plus overhead.
 *
 * @param uid tells Pods of the same name in time apart
 * @param owner the controlling object as {@code Kind/name}; empty for a bare Pod
 * @param requests effective; one Pod slot is implied
 * @param priority of its class; 0 without one
 * @param preempts false with preemptionPolicy Never
 * @param nodeName where it is bound; empty while pending
 * @param gates scheduling gates that still hold it
 * @param volumeZones zones that its bound volumes allow; empty = all
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        Map<String, String> labels,
        Map<String, String> annotations,
        String owner,
        Resources requests,
        int priority,
        boolean preempts,
        String nodeName,
        Map<String, String> nodeSelector,
        NodeAffinity nodeAffinity,
        PodAffinity affinity,
        PodAffinity antiAffinity,
        List<Toleration> tolerations,
        List<SpreadConstraint> spread,
        List<HostPort> hostPorts,
        List<String> gates,
        List<String> volumeZones,
        Instant created) {
    public Pod {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
        spread = List.copyOf(spread);
        hostPorts = List.copyOf(hostPorts);
        gates = List.copyOf(gates);
        volumeZones = List.copyOf(volumeZones);
    }

    /** @param hostIp empty = all addresses */
    public record HostPort(String hostIp, String protocol, int port) {}

    /** A Pod with nothing but a name and requests, to be refined with the {@code with} methods. */
    public static Pod of(String namespace, String name, Resources requests) {
        return new Pod(
                namespace,
                name,
                namespace + "/" + name,
                Map.of(),
                Map.of(),
                "",
                requests,
                0,
                true,
                "",
                Map.of(),
                NodeAffinity.NONE,
                PodAffinity.NONE,
                PodAffinity.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Instant.EPOCH);
    }

    /** {@code namespace/name}. */
    public String key() {
        return namespace + "/" + name;
    }

    public boolean isBound() {
        return !nodeName.isEmpty();
    }

    public Builder change() {
        return new Builder(this);
    }

    /** Collects changes; everything else stays. */
    public static final class Builder {
        private final Pod pod;
        private String uid;
        private Map<String, String> labels;
        private Map<String, String> annotations;
        private String owner;
        private Resources requests;
        private int priority;
        private boolean preempts;
        private String nodeName;
        private Map<String, String> nodeSelector;
        private NodeAffinity nodeAffinity;
        private PodAffinity affinity;
        private PodAffinity antiAffinity;
        private List<Toleration> tolerations;
        private List<SpreadConstraint> spread;
        private List<HostPort> hostPorts;
        private List<String> gates;
        private List<String> volumeZones;
        private Instant created;

        private Builder(Pod pod) {
            this.pod = pod;
            uid = pod.uid;
            labels = pod.labels;
            annotations = pod.annotations;
            owner = pod.owner;
            requests = pod.requests;
            priority = pod.priority;
            preempts = pod.preempts;
            nodeName = pod.nodeName;
            nodeSelector = pod.nodeSelector;
            nodeAffinity = pod.nodeAffinity;
            affinity = pod.affinity;
            antiAffinity = pod.antiAffinity;
            tolerations = pod.tolerations;
            spread = pod.spread;
            hostPorts = pod.hostPorts;
            gates = pod.gates;
            volumeZones = pod.volumeZones;
            created = pod.created;
        }

        public Builder uid(String changed) {
            uid = changed;
            return this;
        }

        public Builder labels(Map<String, String> changed) {
            labels = changed;
            return this;
        }

        public Builder annotations(Map<String, String> changed) {
            annotations = changed;
            return this;
        }

        public Builder owner(String changed) {
            owner = changed;
            return this;
        }

        public Builder requests(Resources changed) {
            requests = changed;
            return this;
        }

        public Builder priority(int changed) {
            priority = changed;
            return this;
        }

        public Builder preempts(boolean changed) {
            preempts = changed;
            return this;
        }

        public Builder nodeName(String changed) {
            nodeName = changed;
            return this;
        }

        public Builder nodeSelector(Map<String, String> changed) {
            nodeSelector = changed;
            return this;
        }

        public Builder nodeAffinity(NodeAffinity changed) {
            nodeAffinity = changed;
            return this;
        }

        public Builder affinity(PodAffinity changed) {
            affinity = changed;
            return this;
        }

        public Builder antiAffinity(PodAffinity changed) {
            antiAffinity = changed;
            return this;
        }

        public Builder tolerations(List<Toleration> changed) {
            tolerations = changed;
            return this;
        }

        public Builder spread(List<SpreadConstraint> changed) {
            spread = changed;
            return this;
        }

        public Builder hostPorts(List<HostPort> changed) {
            hostPorts = changed;
            return this;
        }

        public Builder gates(List<String> changed) {
            gates = changed;
            return this;
        }

        public Builder volumeZones(List<String> changed) {
            volumeZones = changed;
            return this;
        }

        public Builder created(Instant changed) {
            created = changed;
            return this;
        }

        public Pod build() {
            return new Pod(
                    pod.namespace,
                    pod.name,
                    uid,
                    labels,
                    annotations,
                    owner,
                    requests,
                    priority,
                    preempts,
                    nodeName,
                    nodeSelector,
                    nodeAffinity,
                    affinity,
                    antiAffinity,
                    tolerations,
                    spread,
                    hostPorts,
                    gates,
                    volumeZones,
                    created);
        }
    }
}
