package dev.gkelocal.autopilot.core.consolidation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A node that goes now.
 *
 * @param moves the Pods to evict first; DaemonSet Pods and static ones go with the node
 * @param notices events at the start, the Pods' among them
 */
public record Removal(String node, Usage utilization, List<Finding.Move> moves, List<Notice> notices) {
    public Removal {
        moves = List.copyOf(moves);
        notices = List.copyOf(notices);
    }

    static Removal of(Finding.Unneeded finding) {
        var notices = new ArrayList<Notice>();
        notices.add(
                finding.isEmpty()
                        ? Notice.Text.PLAN_EMPTY.about(Notice.STATUS, finding.node(), "")
                        : Notice.Text.PLAN_DRAIN.about(Notice.STATUS, finding.node(), plan(finding)));
        notices.add(Notice.Text.MARK.about(finding.node()));
        finding.moves().forEach(it -> notices.add(Notice.Text.EVICT.about(it.pod(), finding.node(), "")));
        return new Removal(finding.node(), finding.utilization(), finding.moves(), notices);
    }

    private static String plan(Finding.Unneeded finding) {
        return "utilization: {" + finding.utilization() + "}, pods to reschedule: "
                + finding.moves().stream().map(Finding.Move::pod).collect(Collectors.joining(","));
    }

    public boolean isEmpty() {
        return moves.isEmpty();
    }

    /** The event when the node is gone. */
    public Notice removed() {
        return Notice.Text.REMOVED.about(node);
    }

    /** The event when the Pods would not go. */
    public Notice failed() {
        return Notice.Text.FAILED.about(node, node, Reason.SCALE_DOWN_ERROR_FAILED_TO_EVICT_PODS.text());
    }
}
