package dev.gkelocal.autopilot.core.provisioning.shapes;

import dev.gkelocal.autopilot.core.manifest.Table;
import java.util.List;
import java.util.Optional;

/**
 * A kind of Pods that a custom ComputeClass can name instead of machines, billed by the Pod.
 *
 * @param families of machines, by preference
 * @param fallbacks when none of them is in stock
 */
public record PodFamily(String name, List<String> families, List<String> fallbacks) {
    public static final String GENERAL_PURPOSE = "general-purpose";
    public static final String GENERAL_PURPOSE_ARM = "general-purpose-arm";

    public PodFamily {
        families = List.copyOf(families);
        fallbacks = List.copyOf(fallbacks);
    }

    public static Optional<PodFamily> bundled(String name) {
        return Bundled.ALL.stream().filter(it -> it.name.equals(name)).findFirst();
    }

    private static final class Bundled {
        private static final List<PodFamily> ALL = Table.read(PodFamily.class, "pod-families.tsv").stream()
                .map(row -> new PodFamily(row.text(0), row.texts(1), row.texts(2)))
                .toList();
    }
}
