package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.TrafficStatus;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's requests go, with its targets resolved: LATEST follows the latest <em>ready</em> revision
 * (cloudrun sheet 4.2; section 7, item 11).
 *
 * @param shares percent by revision, above 0 each, 100 in sum; empty while a target with traffic has no ready revision
 * @param tags revision by tag
 * @param statuses the targets as they take effect
 */
public record TrafficPlan(List<Share> shares, Map<String, RevisionName> tags, List<TrafficStatus> statuses) {
    /** What a service without targets has: everything to the latest ready revision. */
    private static final List<TrafficTarget> DEFAULT = List.of(TrafficTarget.latest(100));

    /** Part of a service's traffic; percent is 1 to 100. */
    public record Share(RevisionName revision, int percent) {}

    public TrafficPlan {
        shares = List.copyOf(shares);
        tags = Map.copyOf(tags);
        statuses = List.copyOf(statuses);
        int sum = shares.stream().mapToInt(Share::percent).sum();
        if (!shares.isEmpty() && sum != 100) {
            throw new IllegalArgumentException("shares must sum to 100, got " + sum);
        }
    }

    /**
     * Resolves targets that passed {@link TrafficRules}.
     *
     * @param latestReady short name; absent before the first revision is ready
     * @param tagUri address of a tag
     */
    public static TrafficPlan resolve(
            ServiceName service,
            List<TrafficTarget> targets,
            @Nullable String latestReady,
            UnaryOperator<String> tagUri) {
        var percents = new LinkedHashMap<String, Integer>();
        var tags = new HashMap<String, RevisionName>();
        var statuses = new ArrayList<TrafficStatus>();
        boolean complete = true;
        for (var target : targets.isEmpty() ? DEFAULT : targets) {
            var revision = target.followsLatest() ? latestReady : target.revision();
            if (revision == null) {
                complete &= target.percent() == 0;
                continue;
            }
            var tag = target.tag();
            if (target.percent() > 0) {
                percents.merge(revision, target.percent(), Integer::sum);
            }
            if (tag != null) {
                tags.put(tag, service.revision(revision));
            }
            statuses.add(new TrafficStatus(
                    revision, target.followsLatest(), target.percent(), tag, tag == null ? null : tagUri.apply(tag)));
        }
        var shares = new ArrayList<Share>();
        if (complete) {
            percents.forEach((revision, percent) -> shares.add(new Share(service.revision(revision), percent)));
        }
        return new TrafficPlan(shares, tags, statuses);
    }

    /**
     * The revision of one request; empty while none serves.
     *
     * @param random from 0 to below 1, evenly spread
     */
    public Optional<RevisionName> choose(double random) {
        double point = random * 100;
        for (var share : shares) {
            point -= share.percent;
            if (point < 0) {
                return Optional.of(share.revision);
            }
        }
        return Optional.empty();
    }

    /** Whether the revision gets requests, by its share or by a tag. */
    public boolean reaches(RevisionName revision) {
        return tags.containsValue(revision)
                || shares.stream().anyMatch(it -> it.revision().equals(revision));
    }

    /** The revision's part of the traffic; 0 when only a tag or nothing reaches it. */
    public int percent(RevisionName revision) {
        return shares.stream()
                .filter(it -> it.revision().equals(revision))
                .mapToInt(Share::percent)
                .sum();
    }
}
