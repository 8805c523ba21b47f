package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The arithmetic of {@code gcloud run services update-traffic} and {@code --no-traffic} (cloudrun sheet 4.2). */
public final class TrafficUpdate {
    private final TreeMap<Destination, Integer> percents = new TreeMap<>();
    private final Map<Destination, Integer> lastPercents = new HashMap<>();
    private final List<TrafficTarget> tags = new ArrayList<>();

    /** Merges the targets of one destination, and moves tags to targets of their own with 0 percent. */
    private TrafficUpdate(List<TrafficTarget> current) {
        for (var target : orDefault(current)) {
            var destination = Destination.of(target);
            if (target.tag() != null) {
                tags.add(destination.at(0, target.tag()));
            }
            if (target.percent() != 0) {
                percents.merge(destination, target.percent(), Integer::sum);
                lastPercents.put(destination, target.percent());
            }
        }
    }

    /**
     * Gives the named destinations their percent; the others share the rest in proportion to what they have
     * ({@code --to-revisions}, {@code --to-latest}, {@code --to-tags}).
     */
    public static TrafficChange setPercents(List<TrafficTarget> current, Map<Destination, Integer> given) {
        return new TrafficUpdate(current).rescaled(given);
    }

    /**
     * Pins what LATEST has to the revision that is the latest ready one now, so that a new one gets nothing
     * ({@code --no-traffic}).
     */
    public static List<TrafficTarget> withoutLatest(List<TrafficTarget> current, String latestReady) {
        var update = new TrafficUpdate(current);
        var percent = update.percents.remove(Destination.latest());
        if (percent == null) {
            return List.copyOf(current);
        }
        update.percents.merge(new Destination.Revision(latestReady), percent, Integer::sum);
        return update.targets(update.percents);
    }

    /**
     * Sets and removes tags ({@code --update-tags}, {@code --remove-tags}, {@code --clear-tags}; {@code --set-tags} is
     * all of {@code set} with {@code removed} holding every present tag).
     */
    public static List<TrafficTarget> withTags(
            List<TrafficTarget> current, Map<String, Destination> set, Set<String> removed) {
        var targets = new ArrayList<TrafficTarget>();
        for (var target : orDefault(current)) {
            var tag = target.tag();
            boolean keepTag = tag != null && !removed.contains(tag) && !set.containsKey(tag);
            if (keepTag || target.percent() != 0) {
                targets.add(Destination.of(target).at(target.percent(), keepTag ? tag : null));
            }
        }
        new TreeMap<>(set).forEach((tag, destination) -> targets.add(destination.at(0, tag)));
        return List.copyOf(targets);
    }

    /** The destination of every tag. */
    public static Map<String, Destination> tagged(List<TrafficTarget> current) {
        var byTag = new HashMap<String, Destination>();
        for (var target : current) {
            if (target.tag() != null) {
                byTag.put(target.tag(), Destination.of(target));
            }
        }
        return Map.copyOf(byTag);
    }

    private static List<TrafficTarget> orDefault(List<TrafficTarget> current) {
        return current.isEmpty() ? List.of(TrafficTarget.latest(100)) : current;
    }

    private TrafficChange rescaled(Map<Destination, Integer> given) {
        var refusal = refusal(given);
        if (refusal.isPresent()) {
            return new TrafficChange.Refused(refusal.get());
        }
        int left = 100 - sum(given.values().stream());
        var exact = new TreeMap<Destination, Double>();
        given.forEach((destination, percent) -> exact.put(destination, (double) percent));
        if (left > 0) {
            var others = others(given);
            int had = sum(others.values().stream());
            others.forEach((destination, percent) -> exact.put(destination, percent * (double) left / had));
        }
        var whole = rounded(exact);
        given.forEach((destination, percent) -> {
            if (percent == 0) {
                whole.remove(destination);
            }
        });
        return new TrafficChange.Changed(targets(whole));
    }

    private Optional<String> refusal(Map<Destination, Integer> given) {
        int current = sum(percents.values().stream());
        if (current != 100) {
            return Optional.of("Current traffic allocation of " + current + " is not 100 percent");
        }
        int specified = sum(given.values().stream());
        if (specified > 100) {
            return Optional.of("Over 100% of traffic is specified.");
        }
        for (var entry : given.entrySet()) {
            if (entry.getValue() < 0 || entry.getValue() > 100) {
                return Optional.of("New traffic for target " + entry.getKey() + " is " + entry.getValue()
                        + ", not between 0 and 100");
            }
        }
        return others(given).isEmpty() && specified < 100
                ? Optional.of("Every target with traffic is updated but 100% of traffic has not been specified.")
                : Optional.empty();
    }

    /** Destinations with traffic that are not named; of several targets of one destination, gcloud weighs the last. */
    private Map<Destination, Integer> others(Map<Destination, Integer> given) {
        var others = new TreeMap<>(lastPercents);
        others.keySet().removeAll(given.keySet());
        return others;
    }

    /** Cuts fractions off; the points lost go to the largest fraction, then the least traffic, then the key. */
    private static SortedMap<Destination, Integer> rounded(SortedMap<Destination, Double> exact) {
        var whole = new TreeMap<Destination, Integer>();
        exact.forEach((destination, percent) -> whole.put(destination, percent.intValue()));
        double total = exact.values().stream().mapToDouble(it -> it).sum();
        long lost = Math.round(total) - sum(whole.values().stream());
        exact.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Destination, Double>>comparingDouble(
                                it -> 1 - (it.getValue() - it.getValue().intValue()))
                        .thenComparing(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey))
                .limit(lost)
                .forEach(it -> whole.merge(it.getKey(), 1, Integer::sum));
        return whole;
    }

    private List<TrafficTarget> targets(SortedMap<Destination, Integer> byDestination) {
        var withPercent =
                byDestination.entrySet().stream().map(it -> it.getKey().at(it.getValue(), null));
        return Stream.concat(withPercent, tags.stream()).toList();
    }

    private static int sum(Stream<Integer> numbers) {
        return numbers.mapToInt(it -> it).sum();
    }
}
