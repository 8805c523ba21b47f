package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.cloudrun.core.validation.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the API refuses in a list of traffic targets (cloudrun sheet 3.5, 4.2). No targets at all is fine. */
public final class TrafficRules {
    private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

    private TrafficRules() {}

    /** @param revisions short names of the service's revisions, the one about to be made included */
    public static List<Violation> check(List<RequestedTarget> targets, Set<String> revisions) {
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < targets.size(); i++) {
            checkTarget("traffic[" + i + "]", targets.get(i), revisions, violations);
        }
        checkTags(targets, violations);
        int sum = targets.stream().mapToInt(RequestedTarget::percent).sum();
        if (!targets.isEmpty() && sum != 100) {
            violations.add(new Violation("traffic", "Traffic targets sum to " + sum + ", want 100"));
        }
        return List.copyOf(violations);
    }

    private static void checkTarget(
            String path, RequestedTarget target, Set<String> revisions, List<Violation> violations) {
        if (target.percent() < 0 || target.percent() > 100) {
            violations.add(new Violation(path + ".percent", "expected 0 <= " + target.percent() + " <= 100"));
        }
        String revision = target.revision() == null ? "" : target.revision();
        if (target.type() == RequestedTarget.Type.LATEST && !revision.isEmpty()) {
            violations.add(new Violation(
                    path + ".revision", "may not be set together with type TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST"));
        } else if (target.type() == RequestedTarget.Type.REVISION && revision.isEmpty()) {
            violations.add(
                    new Violation(path + ".revision", "must be set with type TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"));
        } else if (!revision.isEmpty() && !revisions.contains(revision)) {
            violations.add(new Violation(path + ".revision", "Revision '" + revision + "' does not exist"));
        }
    }

    private static void checkTags(List<RequestedTarget> targets, List<Violation> violations) {
        Map<String, Integer> firstUse = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            String tag = targets.get(i).tag();
            if (tag == null || tag.isEmpty()) {
                continue;
            }
            String path = "traffic[" + i + "].tag";
            if (!DNS_1035.matcher(tag).matches()) {
                violations.add(new Violation(
                        path,
                        "invalid tag '" + tag + "': a DNS-1035 label of at most 63 lower case letters, digits and"
                                + " hyphens that starts with a letter and ends with a letter or digit"));
            }
            var first = firstUse.putIfAbsent(tag, i);
            if (first != null) {
                violations.add(new Violation(
                        path, "Multiple definitions for \"" + tag + "\", also in traffic[" + first + "].tag"));
            }
        }
    }
}
