package dev.gkelocal.autopilot.core.objects;

import java.util.List;
import java.util.Set;

/** Nearness to (or, as anti-affinity, distance from) other Pods. */
public record PodAffinity(List<Term> required, List<Preferred> preferred) {
    public static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

    public PodAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    /**
     * @param namespaces named ones; when empty and the selector matches nothing, the Pod's own namespace is meant
     * @param namespaceSelector over the labels of namespaces; {@link LabelSelector#NOTHING} when absent
     * @param matchLabelKeys keys whose values of the incoming Pod are added to the selector
     * @param mismatchLabelKeys the same, as NotIn
     */
    public record Term(
            String topologyKey,
            LabelSelector selector,
            Set<String> namespaces,
            LabelSelector namespaceSelector,
            List<String> matchLabelKeys,
            List<String> mismatchLabelKeys) {
        public Term {
            namespaces = Set.copyOf(namespaces);
            matchLabelKeys = List.copyOf(matchLabelKeys);
            mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
        }

        public Term(String topologyKey, LabelSelector selector) {
            this(topologyKey, selector, Set.of(), LabelSelector.NOTHING, List.of(), List.of());
        }
    }

    /** @param weight 1 to 100 */
    public record Preferred(int weight, Term term) {}
}
