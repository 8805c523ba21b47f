package dev.gkelocal.autopilot.core.consolidation;

import java.time.Instant;
import java.util.List;

/** What one round makes of one node. */
public sealed interface Finding {
    String node();

    /** One sentence for people. */
    String text();

    /** Not looked at: a resize, an upgrade or a removal is under way. */
    record Excluded(String node, String why) implements Finding {
        @Override
        public String text() {
            return node + " is left alone: " + why;
        }
    }

    /** Used enough to stay. */
    record InUse(String node, Usage utilization, double threshold) implements Finding {
        @Override
        public String text() {
            return node + " is needed: " + utilization + ", the threshold is " + Math.round(threshold * 100) + " %";
        }
    }

    /** Hardly used, and yet it cannot go. */
    record Held(String node, Usage utilization, Refusal refusal) implements Finding {
        @Override
        public String text() {
            return node + " (" + utilization + ") stays: " + refusal.text();
        }
    }

    /** Pods of another node would move here in this round. */
    record Target(String node, Usage utilization) implements Finding {
        @Override
        public String text() {
            return node + " (" + utilization + ") stays: it takes Pods of nodes that go";
        }
    }

    /**
     * Unneeded, and goes when the time has come.
     *
     * @param until when it may go; limits on removals at once can make it later
     */
    record Unneeded(String node, Usage utilization, List<Move> moves, Instant since, Instant until) implements Finding {
        public Unneeded {
            moves = List.copyOf(moves);
        }

        public boolean isEmpty() {
            return moves.isEmpty();
        }

        @Override
        public String text() {
            return node + " (" + utilization + ") is unneeded since " + since + ", may go at " + until;
        }
    }

    /** A Pod and the node that has room for it now; the scheduler may choose another. */
    record Move(String uid, String pod, String to) {}
}
