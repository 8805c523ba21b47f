package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which Pods are counted: those that meet every part. */
record PodMatch(List<Part> parts) {
    /**
     * @param namespaces named ones
     * @param namespaceSelector further namespaces by their labels
     * @param owner only Pods of this controlling object; empty = any
     */
    record Part(Set<String> namespaces, LabelSelector namespaceSelector, LabelSelector selector, String owner) {
        boolean matches(Pod pod, Map<String, String> namespaceLabels) {
            return (owner.isEmpty() || owner.equals(pod.owner()))
                    && (namespaces.contains(pod.namespace()) || namespaceSelector.matches(namespaceLabels))
                    && selector.matches(pod.labels());
        }
    }

    /** A demand that every counted Pod meets, by which candidates are found quickly. */
    Optional<Map.Entry<String, String>> anchor() {
        return parts.stream()
                .flatMap(it -> it.selector.requirements().stream())
                .filter(it ->
                        it.operator() == Requirement.Operator.IN && it.values().size() == 1)
                .findFirst()
                .map(it -> Map.entry(it.key(), it.values().getFirst()));
    }

    boolean matches(Pod pod, Map<String, String> namespaceLabels) {
        for (var part : parts) {
            if (!part.matches(pod, namespaceLabels)) {
                return false;
            }
        }
        return true;
    }

    static PodMatch of(PodAffinity.Term term, Pod owner) {
        return new PodMatch(List.of(part(term, owner)));
    }

    /** Required affinity counts only Pods that match all of its terms. */
    static PodMatch ofAll(List<PodAffinity.Term> terms, Pod owner) {
        return new PodMatch(terms.stream().map(it -> part(it, owner)).toList());
    }

    static PodMatch of(SpreadConstraint constraint, Pod owner) {
        return new PodMatch(List.of(new Part(
                Set.of(owner.namespace()),
                LabelSelector.NOTHING,
                selector(constraint.selector(), owner, constraint.matchLabelKeys(), List.of()),
                "")));
    }

    static PodMatch ofOwner(Pod pod) {
        return new PodMatch(List.of(
                new Part(Set.of(pod.namespace()), LabelSelector.NOTHING, LabelSelector.EVERYTHING, pod.owner())));
    }

    private static Part part(PodAffinity.Term term, Pod owner) {
        var own = term.namespaces().isEmpty() && !term.namespaceSelector().present();
        return new Part(
                own ? Set.of(owner.namespace()) : term.namespaces(),
                term.namespaceSelector(),
                selector(term.selector(), owner, term.matchLabelKeys(), term.mismatchLabelKeys()),
                "");
    }

    /** With the owner's own values of the named keys; in one order, so that equal selectors are counted once. */
    private static LabelSelector selector(
            LabelSelector selector, Pod owner, List<String> sameKeys, List<String> otherKeys) {
        if (!selector.present()) {
            return selector;
        }
        var all = new ArrayList<>(selector.requirements());
        add(all, owner, sameKeys, Requirement.Operator.IN);
        add(all, owner, otherKeys, Requirement.Operator.NOT_IN);
        all.sort(Comparator.comparing(Requirement::key).thenComparing(Requirement::operator));
        return new LabelSelector(all, true);
    }

    private static void add(List<Requirement> all, Pod owner, List<String> keys, Requirement.Operator operator) {
        for (var key : keys) {
            var value = owner.labels().get(key);
            if (value != null) {
                all.add(new Requirement(key, operator, List.of(value)));
            }
        }
    }
}
