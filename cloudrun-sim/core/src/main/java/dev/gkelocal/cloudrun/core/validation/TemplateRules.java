package dev.gkelocal.cloudrun.core.validation;

import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What the API refuses in a revision template with its defaults filled in (cloudrun sheet 2.1, 2.3, 3.4, 3.5). */
public final class TemplateRules {
    private static final int MOST_CONTAINERS = 10;
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private TemplateRules() {}

    /** @param service short name of the service, which prefixes the name of a revision */
    public static List<Violation> check(String service, RevisionTemplate template) {
        var violations = new ArrayList<Violation>();
        var revision = template.revision();
        if (revision != null) {
            violations.addAll(Names.revision("template.revision", service, revision));
        }
        violations.addAll(Names.labels("template.labels", template.labels()));
        violations.addAll(Names.annotations("template.annotations", template.annotations()));
        violations.addAll(scaling(template));
        violations.addAll(request(template));
        violations.addAll(containers(template.containers()));
        if (!template.containers().isEmpty()) {
            violations.addAll(resources(template));
        }
        return List.copyOf(violations);
    }

    private static List<Violation> scaling(RevisionTemplate template) {
        int min = template.scaling().minInstanceCount();
        int max = template.scaling().maxInstanceCount();
        return ServiceRules.bounds("template.scaling", min, max);
    }

    private static List<Violation> request(RevisionTemplate template) {
        var violations = new ArrayList<Violation>();
        int concurrency = template.maxInstanceRequestConcurrency();
        if (concurrency < 1 || concurrency > 1000) {
            violations.add(new Violation(
                    "template.maxInstanceRequestConcurrency", "expected 1 <= " + concurrency + " <= 1000"));
        }
        var timeout = template.timeout();
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            violations.add(
                    new Violation("template.timeout", "expected 1s <= " + timeout.toMillis() / 1000.0 + "s <= 3600s"));
        }
        return violations;
    }

    private static List<Violation> containers(List<Container> containers) {
        var violations = new ArrayList<Violation>();
        if (containers.isEmpty() || containers.size() > MOST_CONTAINERS) {
            violations.add(new Violation(
                    "template.containers",
                    "expected 1 to " + MOST_CONTAINERS + " containers, got " + containers.size()));
        }
        var names = new HashSet<String>();
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            violations.addAll(ContainerRules.check(path(i), container));
            if (!container.name().isEmpty() && !names.add(container.name())) {
                violations.add(new Violation(path(i) + ".name", "duplicate container name '" + container.name() + "'"));
            }
        }
        long withPort = containers.stream().filter(it -> it.port() != null).count();
        if (!containers.isEmpty() && withPort != 1) {
            violations.add(
                    new Violation("template.containers", "exactly one container must have a port, got " + withPort));
        }
        return violations;
    }

    private static List<Violation> resources(RevisionTemplate template) {
        var containers = template.containers();
        var path = containers.size() == 1 ? path(0) + ".resources.limits" : "template.containers.resources.limits";
        return ResourceRules.check(
                path, total(containers), template.maxInstanceRequestConcurrency(), template.executionEnvironment());
    }

    /** CPU counts for the instance as a whole, and so does whether it is throttled. */
    private static Resources total(List<Container> containers) {
        int milliCpu = 0;
        long mebibytes = 0;
        boolean cpuIdle = true;
        for (var container : containers) {
            milliCpu += container.resources().milliCpu();
            mebibytes += container.resources().memoryMebibytes();
            cpuIdle &= container.resources().cpuIdle();
        }
        return new Resources(milliCpu, mebibytes, cpuIdle, false);
    }

    private static String path(int container) {
        return "template.containers[" + container + "]";
    }
}
