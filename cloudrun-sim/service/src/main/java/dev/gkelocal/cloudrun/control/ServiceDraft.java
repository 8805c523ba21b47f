package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.traffic.RequestedTarget;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.List;
import java.util.Map;

/**
 * A service as its user wants it, with every default filled in.
 *
 * @param etag that the user last saw; empty when it does not matter
 */
public record ServiceDraft(
        String description,
        Map<String, String> labels,
        Map<String, String> annotations,
        String client,
        String clientVersion,
        RevisionTemplate template,
        List<RequestedTarget> traffic,
        ServiceScaling scaling,
        boolean invokerIamDisabled,
        String etag) {
    public ServiceDraft {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        traffic = List.copyOf(traffic);
    }
}
