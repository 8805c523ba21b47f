package dev.gkelocal.contracts.cloudrun;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision as last written. The template never changes; the conditions do.
 *
 * @param serviceGeneration the service's {@code specGeneration} that made it
 * @param imageDigest {@code sha256:...} that every instance runs; the image as it was named where only a cluster's nodes can
 *     tell; empty when the image was not found
 */
public record RevisionState(
        RevisionName name,
        Version version,
        long serviceGeneration,
        String uid,
        RevisionTemplate template,
        String imageDigest,
        Instant createTime,
        @Nullable Instant deleteTime,
        boolean reconciling,
        List<Condition> conditions)
        implements Versioned {
    public RevisionState {
        conditions = List.copyOf(conditions);
    }

    /** Whether the revision once started and may be sent requests. */
    public boolean ready() {
        return conditions.stream().anyMatch(it -> it.type().equals("Ready") && it.state() == Condition.State.SUCCEEDED);
    }
}
