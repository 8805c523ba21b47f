package dev.gkelocal.cli.autopilot;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patience diff: lines that each side has exactly once, in the same order, are taken for the same, and only what lies between them
 * is compared line by line. The time of a plain comparison grows with the square of what was added; a Pod of 5,000 containers took
 * 20 s with it.
 */
final class AnchoredDiff implements DiffAlgorithmI<String> {
    private final MyersDiff<String> between = new MyersDiff<>();

    /** Equal lines: the same text at these places. */
    private record Anchor(int before, int after) {}

    @Override
    public List<Change> computeDiff(
            List<String> before, List<String> after, @Nullable DiffAlgorithmListener ignoredListener) {
        var changes = new ArrayList<Change>();
        var last = new Anchor(0, 0);
        for (var anchor : anchors(before, after)) {
            compare(before, after, last, anchor, changes);
            last = new Anchor(anchor.before + 1, anchor.after + 1);
        }
        compare(before, after, last, new Anchor(before.size(), after.size()), changes);
        return changes;
    }

    private void compare(List<String> before, List<String> after, Anchor from, Anchor to, List<Change> changes) {
        var left = before.subList(from.before, to.before);
        var right = after.subList(from.after, to.after);
        if (left.equals(right)) {
            return;
        }
        for (var change : between.computeDiff(left, right, null)) {
            changes.add(new Change(
                    change.deltaType,
                    change.startOriginal + from.before,
                    change.endOriginal + from.before,
                    change.startRevised + from.after,
                    change.endRevised + from.after));
        }
    }

    /** The longest sequence of unique common lines that rises on both sides. */
    private static List<Anchor> anchors(List<String> before, List<String> after) {
        var unique = unique(after);
        var candidates = new ArrayList<Anchor>();
        unique(before).forEach((line, at) -> {
            var there = unique.get(line);
            if (at >= 0 && there != null && there >= 0) {
                candidates.add(new Anchor(at, there));
            }
        });
        candidates.sort((one, other) -> Integer.compare(one.before, other.before));
        return rising(candidates);
    }

    /** Place by line; -1 for lines that are there more often. */
    private static Map<String, Integer> unique(List<String> lines) {
        var places = new HashMap<String, Integer>();
        for (var at = 0; at < lines.size(); at++) {
            places.merge(lines.get(at), at, (first, second) -> -1);
        }
        return places;
    }

    /** Longest increasing subsequence by the places after, by patience sorting. */
    private static List<Anchor> rising(List<Anchor> candidates) {
        var tops = new int[candidates.size()];
        var ends = new int[candidates.size()];
        var previous = new int[candidates.size()];
        var length = 0;
        for (var index = 0; index < candidates.size(); index++) {
            var found = Arrays.binarySearch(tops, 0, length, candidates.get(index).after);
            var pile = found < 0 ? -found - 1 : found;
            tops[pile] = candidates.get(index).after;
            ends[pile] = index;
            previous[index] = pile == 0 ? -1 : ends[pile - 1];
            length = Math.max(length, pile + 1);
        }
        var anchors = new ArrayList<Anchor>(length);
        for (var index = length == 0 ? -1 : ends[length - 1]; index >= 0; index = previous[index]) {
            anchors.addFirst(candidates.get(index));
        }
        return anchors;
    }
}
