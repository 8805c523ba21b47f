package dev.gkelocal.autopilot.core.objects;

import java.util.List;
import java.util.Map;

/**
 * Which nodes a Pod must and would like to run on.
 *
 * @param required alternatives: one must match; empty = no demand (an explicit empty list in a manifest matches no node and is
 *     refused by the API server)
 */
public record NodeAffinity(List<Term> required, List<Preferred> preferred) {
    public static final NodeAffinity NONE = new NodeAffinity(List.of(), List.of());

    public NodeAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    /** All of its expressions must match. A term without any matches no node. */
    public record Term(List<Requirement> labels, List<Requirement> fields) {
        public Term {
            labels = List.copyOf(labels);
            fields = List.copyOf(fields);
        }

        /** @param name of the node: the only field that can be asked for, as metadata.name */
        public boolean matches(String name, Map<String, String> nodeLabels) {
            return !(labels.isEmpty() && fields.isEmpty())
                    && labels.stream().allMatch(it -> it.matches(nodeLabels))
                    && fields.stream().allMatch(it -> it.matches(Map.of("metadata.name", name)));
        }
    }

    /** @param weight 1 to 100 */
    public record Preferred(int weight, Term term) {}
}
