package dev.gkelocal.kind.cluster;

import java.util.List;

/**
 * A cluster that is ready, and what had to be done for it.
 *
 * @param done in past tense, one sentence each; empty when everything was as wanted
 * @param hints what differs from what was asked and was left alone
 */
public record Ensured(ClusterAccess access, List<String> done, List<String> hints) {
    public Ensured {
        done = List.copyOf(done);
        hints = List.copyOf(hints);
    }
}
