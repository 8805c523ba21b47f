package dev.gkelocal.cloudrun.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The lease over HTTP. */
final class KubernetesLease implements LeaseApi {
    /** On the leader's Pod; the Service of cloudrun-sim selects it. */
    private static final String LEADER = "gke-local.dev/leader";

    private static final String INGRESS = "gke-local.dev/ingress";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String BY_LEASE = "gke-local.dev/leads-by";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    KubernetesLease(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public Optional<LeaseRecord> read() throws IOException {
        return Optional.ofNullable(called(() ->
                        client.leases().inNamespace(namespace).withName(name).get()))
                .map(KubernetesLease::record);
    }

    private static LeaseRecord record(Lease lease) {
        var spec = lease.getSpec();
        var annotations = lease.getMetadata().getAnnotations();
        var renewed = spec.getRenewTime();
        return new LeaseRecord(
                spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity(),
                spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions(),
                renewed == null ? Instant.EPOCH : renewed.toInstant(),
                annotations == null ? "" : annotations.getOrDefault(INGRESS, ""),
                lease.getMetadata().getResourceVersion());
    }

    @Override
    public Optional<LeaseRecord> write(LeaseRecord next) throws IOException {
        var lease = lease(next);
        var resource = client.leases().inNamespace(namespace).resource(lease);
        try {
            return Optional.of(record(called(next.version().isEmpty() ? resource::create : resource::update)));
        } catch (IOException e) {
            if (e.getCause() instanceof KubernetesClientException cause && cause.getCode() == CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Lease lease(LeaseRecord next) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(next.version().isEmpty() ? null : next.version())
                .withLabels(
                        Map.of("app.kubernetes.io/part-of", "gke-local", "app.kubernetes.io/managed-by", "gke-local"))
                .withAnnotations(Map.of(INGRESS, next.ingress()))
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(next.holder())
                .withLeaseTransitions(next.transitions())
                .withLeaseDurationSeconds((int) LeaseLeadership.DURATION.toSeconds())
                .withRenewTime(ZonedDateTime.ofInstant(next.renewTime(), ZoneOffset.UTC))
                .endSpec()
                .build();
    }

    @Override
    public void label(String pod, boolean leads) throws IOException {
        if (pod.isEmpty()) {
            return;
        }
        var patch = "{\"metadata\":{\"labels\":{\"" + LEADER + "\":" + (leads ? "\"true\"" : "null") + "}}}";
        try {
            called(() -> client.pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
        } catch (IOException e) {
            if (!(e.getCause() instanceof KubernetesClientException cause) || cause.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    /** By the word that each holder leaves: ids of containers would not do, as a Pod may be told of later than its program writes. */
    @Override
    public boolean sawEndOf(LeaseRecord held) throws IOException {
        var pod = called(
                () -> client.pods().inNamespace(namespace).withName(held.pod()).get());
        return pod != null
                && pod.getStatus().getContainerStatuses().stream()
                        .flatMap(it -> Stream.of(it.getState(), it.getLastState()))
                        .anyMatch(it -> it != null && LastWord.isOf(held.holder(), it.getTerminated()));
    }

    @Override
    public boolean aloneOne() throws IOException {
        return called(() -> client.pods()
                        .inNamespace(namespace)
                        .withLabel("app.kubernetes.io/name", name)
                        .withoutLabel(BY_LEASE)
                        .list()
                        .getItems())
                .stream()
                .anyMatch(it -> !ENDED.contains(it.getStatus().getPhase()));
    }

    private static <T> T called(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
