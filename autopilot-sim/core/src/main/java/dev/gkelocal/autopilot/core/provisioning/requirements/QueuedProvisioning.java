package dev.gkelocal.autopilot.core.provisioning.requirements;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The request for machines in one go that a Pod consumes: its nodes come only when all can come (Dynamic Workload Scheduler). */
public record QueuedProvisioning(String resizeRequest) {
    private static final String CLASS = "queued-provisioning.gke.io";
    private static final String NAME_KEY = "autoscaling.x-k8s.io/consume-provisioning-request";
    private static final String CLASS_KEY = "autoscaling.x-k8s.io/provisioning-class-name";
    private static final String OLD_NAME_KEY = "cluster-autoscaler.kubernetes.io/consume-provisioning-request";
    private static final String OLD_CLASS_KEY = "cluster-autoscaler.kubernetes.io/provisioning-class-name";
    private static final int NAME_PART = 20;
    private static final int HASH_PART = 16;

    /** Empty for Pods without a request, and for requests of other classes. */
    static Optional<QueuedProvisioning> of(Pod pod) {
        return find(pod.annotations(), NAME_KEY, OLD_NAME_KEY)
                .filter(ignored -> find(pod.annotations(), CLASS_KEY, OLD_CLASS_KEY)
                        .filter(CLASS::equals)
                        .isPresent())
                .map(name -> new QueuedProvisioning(resizeRequest(pod.namespace(), name)));
    }

    private static Optional<String> find(Map<String, String> annotations, String key, String oldKey) {
        return Optional.ofNullable(annotations.get(key)).or(() -> Optional.ofNullable(annotations.get(oldKey)));
    }

    private static String resizeRequest(String namespace, String name) {
        return "gke-" + cut(namespace, NAME_PART) + "-" + cut(name, NAME_PART) + "-"
                + cut(hash(namespace + "/" + name), HASH_PART);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
