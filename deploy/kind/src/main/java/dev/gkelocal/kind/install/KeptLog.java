package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.Brokers;
import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log that a cluster keeps.
 *
 * @param brokers that it was made for; 0 when there is none yet
 * @param id with which several brokers format their volumes; empty for one, which takes an id of its own
 */
record KeptLog(int brokers, String id) {

    static KeptLog in(KubernetesClient client, String namespace) {
        var set = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(Component.KAFKA.title())
                .get();
        var claims = client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withLabel(Labels.NAME, Component.KAFKA.title())
                .list()
                .getItems();
        return of(set, claims).orElseGet(() -> none(UUID.randomUUID()));
    }

    /** Going by the volumes and, before these are there, by what will make them. */
    static Optional<KeptLog> of(@Nullable StatefulSet set, List<PersistentVolumeClaim> claims) {
        var templates =
                set == null ? List.<PersistentVolumeClaim>of() : set.getSpec().getVolumeClaimTemplates();
        return Stream.concat(templates.stream(), claims.stream()).findFirst().map(KeptLog::of);
    }

    private static KeptLog of(PersistentVolumeClaim claim) {
        var said = Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.<String, String>of());
        return new KeptLog(Integer.parseInt(said.getOrDefault(Brokers.COUNT, "1")), said.getOrDefault(Brokers.LOG, ""));
    }

    /** A cluster without a log; its first one gets this id. */
    static KeptLog none(UUID id) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return new KeptLog(0, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @throws Refused when that number of brokers cannot take the log over */
    void require(GkeLocalConfig config) {
        var installation = config.cluster().installation();
        int wanted = installation.kafkaReplicas();
        if (brokers == 0 || brokers == wanted || !installation.kafkaBootstrap().isEmpty()) {
            return;
        }
        throw new Refused(
                Refused.Why.PRECONDITION,
                "the log in the cluster was made for %s, and cluster.installation.kafka_replicas is %d: a log cannot change hands, for new and empty brokers could outvote those that have it; set it back to %d, or drop the log and all that is deployed with `gke-local down --kind` first"
                        .formatted(brokers == 1 ? "1 broker" : brokers + " brokers", wanted, brokers));
    }
}
