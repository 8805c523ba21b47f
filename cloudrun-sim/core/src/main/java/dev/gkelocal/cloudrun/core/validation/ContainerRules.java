package dev.gkelocal.cloudrun.core.validation;

import dev.gkelocal.contracts.cloudrun.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One container: image, name, environment, arguments, port (cloudrun sheet 1.2, 3.4, 3.5). */
final class ContainerRules {
    private static final int MOST_ENV = 1000;
    private static final int MOST_ARGS = 1000;
    private static final int LONGEST_ENV = 32_768;
    private static final Set<String> RESERVED = Set.of(
            "PORT",
            "K_SERVICE",
            "K_REVISION",
            "K_CONFIGURATION",
            "CLOUD_RUN_JOB",
            "CLOUD_RUN_EXECUTION",
            "CLOUD_RUN_TASK_INDEX",
            "CLOUD_RUN_TASK_ATTEMPT",
            "CLOUD_RUN_TASK_COUNT",
            "CLOUD_RUN_WORKER_POOL",
            "CLOUD_RUN_REVISION");

    private ContainerRules() {}

    static List<Violation> check(String path, Container container) {
        var violations = new ArrayList<Violation>();
        if (container.image().isBlank()) {
            violations.add(new Violation(path + ".image", "must be set"));
        }
        if (!container.name().isEmpty()
                && !Names.DNS_LABEL.matcher(container.name()).matches()) {
            violations.add(new Violation(
                    path + ".name",
                    "invalid container name '" + container.name()
                            + "': a DNS label of at most 63 lower case letters, digits and hyphens"));
        }
        if (container.args().size() > MOST_ARGS) {
            violations.add(new Violation(
                    path + ".args",
                    "at most " + MOST_ARGS + " arguments, got "
                            + container.args().size()));
        }
        var port = container.port();
        if (port != null && (port.containerPort() < 1 || port.containerPort() > 65_535)) {
            violations.add(new Violation(
                    path + ".ports[0].containerPort", "expected 1 <= " + port.containerPort() + " <= 65535"));
        }
        violations.addAll(environment(path + ".env", container));
        return violations;
    }

    private static List<Violation> environment(String path, Container container) {
        var violations = new ArrayList<Violation>();
        var env = container.env();
        if (env.size() > MOST_ENV) {
            violations.add(new Violation(path, "at most " + MOST_ENV + " environment variables, got " + env.size()));
        }
        var reserved = env.stream()
                .map(it -> it.name())
                .filter(it -> reserved(it, container.port() != null))
                .collect(Collectors.joining(", "));
        if (!reserved.isEmpty()) {
            violations.add(new Violation(
                    path,
                    "The following reserved env names were provided: " + reserved
                            + ". These values are automatically set by the system."));
        }
        for (int i = 0; i < env.size(); i++) {
            var name = env.get(i).name();
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || name.length() > LONGEST_ENV) {
                violations.add(new Violation(
                        path + "[" + i + "].name",
                        "must be 1 to " + LONGEST_ENV + " characters without '=', got '" + shortened(name) + "'"));
            }
            int length = env.get(i).value().length();
            if (length > LONGEST_ENV) {
                violations.add(new Violation(
                        path + "[" + i + "].value", "must be at most " + LONGEST_ENV + " characters, got " + length));
            }
        }
        return violations;
    }

    /** PORT is free in a sidecar, which has none (sheet 1.2; section 7, item 8). */
    private static boolean reserved(String name, boolean ingress) {
        return name.startsWith("X_GOOGLE_") || (RESERVED.contains(name) && (ingress || !name.equals("PORT")));
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
