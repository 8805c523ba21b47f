package dev.gkelocal.contracts.cloudrun;

import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as last written: what its user asked for and what came of it. Field meanings are those of the Cloud Run
 * Admin API v2 (cloudrun sheet 3.3, 3.4).
 *
 * @param version counts every write, of status too
 * @param specGeneration Google's {@code generation}: counts the user's writes
 * @param scaling limits of the service as a whole, split among revisions by traffic
 * @param deleteTime set once deleted; the record stays until {@code expireTime}
 * @param operations the newest long-running operations, oldest first; bounded
 */
public record ServiceState(
        ServiceName name,
        Version version,
        long specGeneration,
        String uid,
        String description,
        Map<String, String> labels,
        Map<String, String> annotations,
        String creator,
        String lastModifier,
        String client,
        String clientVersion,
        RevisionTemplate template,
        List<TrafficTarget> traffic,
        ServiceScaling scaling,
        boolean invokerIamDisabled,
        Instant createTime,
        Instant updateTime,
        @Nullable Instant deleteTime,
        @Nullable Instant expireTime,
        ServiceStatus status,
        List<Operation> operations)
        implements Versioned {
    public ServiceState {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        traffic = List.copyOf(traffic);
        operations = List.copyOf(operations);
    }

    /** The same as its next version, with what came of it since. */
    public ServiceState with(Version next, ServiceStatus newStatus) {
        return new ServiceState(
                name,
                next,
                specGeneration,
                uid,
                description,
                labels,
                annotations,
                creator,
                lastModifier,
                client,
                clientVersion,
                template,
                traffic,
                scaling,
                invokerIamDisabled,
                createTime,
                updateTime,
                deleteTime,
                expireTime,
                newStatus,
                operations);
    }
}
