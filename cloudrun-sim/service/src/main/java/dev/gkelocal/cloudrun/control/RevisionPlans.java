package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.revision.RevisionPlan;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a template calls for, given the revisions that exist. */
final class RevisionPlans {
    private static final Pattern NUMBERED = Pattern.compile("-(\\d{5,})-[a-z0-9]{3}$");

    private RevisionPlans() {}

    /** @param revisions of the service, the newest first */
    static RevisionPlan of(
            ServiceName service, RevisionTemplate template, List<RevisionState> revisions, RandomGenerator random) {
        var chosen = template.revision();
        var sameName = revisions.stream()
                .filter(it -> it.name().revision().equals(chosen))
                .findFirst()
                .orElse(null);
        var latest = revisions.isEmpty() ? null : revisions.getFirst();
        return RevisionPlan.of(service.service(), template, nextNumber(revisions), latest, sameName, random);
    }

    /** Counts templates, not changes of traffic or labels, so that the second deployment is -00002- (cloudrun sheet 4.1). */
    private static long nextNumber(List<RevisionState> revisions) {
        long highest = 0;
        for (var revision : revisions) {
            var number = NUMBERED.matcher(revision.name().revision());
            if (number.find()) {
                highest = Math.max(highest, Long.parseLong(number.group(1)));
            }
        }
        return Math.max(highest, revisions.size()) + 1;
    }
}
