package dev.gkelocal.cli.run;

import dev.gkelocal.cloudrun.core.traffic.Destination;
import dev.gkelocal.cloudrun.core.traffic.TrafficChange;
import dev.gkelocal.cloudrun.core.traffic.TrafficUpdate;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code gcloud run services update-traffic}; the arithmetic is the core's (cloudrun sheet 4.2). */
final class TrafficFlags {
    @Option(names = "--to-latest", description = "All traffic to the latest ready revision, also to later ones.")
    boolean toLatest;

    @Option(
            names = "--to-revisions",
            paramLabel = "REV=PCT,...",
            description = "Percent by revision; LATEST is the latest ready one. The others share the rest.")
    @Nullable
    String toRevisions;

    @Option(names = "--to-tags", paramLabel = "TAG=PCT,...", description = "Percent by tag.")
    @Nullable
    String toTags;

    @Option(names = "--set-tags", paramLabel = "TAG=REV,...", description = "Tags, in place of all that are set.")
    @Nullable
    String setTags;

    @Option(names = "--update-tags", paramLabel = "TAG=REV,...", description = "Tags to add or move.")
    @Nullable
    String updateTags;

    @Option(names = "--remove-tags", paramLabel = "TAG,...", description = "Tags to take away.")
    @Nullable
    String removeTags;

    @Option(names = "--clear-tags", description = "Take all tags away.")
    boolean clearTags;

    /** The targets after what the flags say; a contradiction or an impossible sum is a usage error. */
    List<TrafficTarget> applyTo(List<TrafficTarget> current) {
        checkCombination();
        var tagged = TrafficUpdate.tagged(current);
        var targets = current;
        if (setTags != null || updateTags != null || removeTags != null || clearTags) {
            targets = TrafficUpdate.withTags(current, tagsSet(), tagsRemoved(tagged));
        }
        var percents = percents(TrafficUpdate.tagged(targets));
        if (percents.isEmpty()) {
            return targets;
        }
        return switch (TrafficUpdate.setPercents(targets, percents)) {
            case TrafficChange.Changed(var changed) -> changed;
            case TrafficChange.Refused(var reason) -> throw GcloudValues.usage(reason);
        };
    }

    private void checkCombination() {
        long ways = (toLatest ? 1 : 0) + (toRevisions == null ? 0 : 1) + (toTags == null ? 0 : 1);
        if (ways > 1) {
            throw GcloudValues.usage("--to-latest, --to-revisions and --to-tags exclude each other");
        }
        boolean piecewise = updateTags != null || removeTags != null;
        if ((setTags != null && (piecewise || clearTags)) || (clearTags && piecewise)) {
            throw GcloudValues.usage("--set-tags, --clear-tags and --update-tags or --remove-tags exclude each other");
        }
        if (ways == 0 && setTags == null && !piecewise && !clearTags) {
            throw GcloudValues.usage("say what to change: --to-latest, --to-revisions, --to-tags, --set-tags,"
                    + " --update-tags, --remove-tags or --clear-tags");
        }
    }

    private Map<String, Destination> tagsSet() {
        var set = new LinkedHashMap<String, Destination>();
        var flag = setTags != null ? "--set-tags" : "--update-tags";
        var text = setTags != null ? setTags : updateTags;
        if (text != null) {
            GcloudValues.dict(flag, text).forEach((tag, revision) -> set.put(tag, destination(revision)));
        }
        return set;
    }

    private Set<String> tagsRemoved(Map<String, Destination> present) {
        if (setTags != null || clearTags) {
            return present.keySet();
        }
        if (removeTags == null) {
            return Set.of();
        }
        var removed = new HashSet<>(GcloudValues.list(removeTags));
        for (var tag : removed) {
            known(present, "--remove-tags", tag);
        }
        return removed;
    }

    private Map<Destination, Integer> percents(Map<String, Destination> tagged) {
        var percents = new LinkedHashMap<Destination, Integer>();
        if (toLatest) {
            percents.put(new Destination.Latest(), 100);
        }
        if (toRevisions != null) {
            GcloudValues.dict("--to-revisions", toRevisions)
                    .forEach((revision, percent) ->
                            percents.put(destination(revision), GcloudValues.count("--to-revisions", percent)));
        }
        if (toTags != null) {
            GcloudValues.dict("--to-tags", toTags)
                    .forEach((tag, percent) -> percents.merge(
                            known(tagged, "--to-tags", tag), GcloudValues.count("--to-tags", percent), Integer::sum));
        }
        return percents;
    }

    private static Destination known(Map<String, Destination> tagged, String flag, String tag) {
        var destination = tagged.get(tag);
        if (destination == null) {
            throw GcloudValues.usage("%s: the service has no tag '%s'%s"
                    .formatted(flag, tag, tagged.isEmpty() ? "" : "; it has " + String.join(", ", tagged.keySet())));
        }
        return destination;
    }

    private static Destination destination(String revision) {
        return revision.equals("LATEST") ? new Destination.Latest() : new Destination.Revision(revision);
    }
}
