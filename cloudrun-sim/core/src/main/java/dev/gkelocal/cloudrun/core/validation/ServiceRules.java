package dev.gkelocal.cloudrun.core.validation;

import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the API refuses in a service, its template and traffic apart (cloudrun sheet 3.1, 3.4). */
public final class ServiceRules {
    private static final int LONGEST_DESCRIPTION = 512;

    private ServiceRules() {}

    /** The id of a service to be created. */
    public static List<Violation> id(String serviceId) {
        return Names.service("serviceId", serviceId);
    }

    public static List<Violation> check(
            String description, Map<String, String> labels, Map<String, String> annotations, ServiceScaling scaling) {
        var violations = new ArrayList<Violation>();
        if (description.length() > LONGEST_DESCRIPTION) {
            violations.add(new Violation(
                    "description",
                    "must be at most " + LONGEST_DESCRIPTION + " characters, got " + description.length()));
        }
        violations.addAll(Names.labels("labels", labels));
        violations.addAll(Names.annotations("annotations", annotations));
        var max = scaling.maxInstanceCount();
        violations.addAll(bounds("scaling", scaling.minInstanceCount(), max == null ? Integer.MAX_VALUE : max));
        return List.copyOf(violations);
    }

    static List<Violation> bounds(String path, int min, int max) {
        var violations = new ArrayList<Violation>();
        if (min < 0) {
            violations.add(new Violation(path + ".minInstanceCount", "must not be negative, got " + min));
        }
        if (max < 1) {
            violations.add(new Violation(path + ".maxInstanceCount", "must be 1 or more, got " + max));
        } else if (min > max) {
            violations.add(new Violation(
                    path + ".minInstanceCount", "must not exceed maxInstanceCount: " + min + " > " + max));
        }
        return violations;
    }
}
