package dev.gkelocal.cloudrun.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may take a lease, and when. Clocks of replicas are not compared: a lease has run out when it was not seen to change for its
 * whole duration. That its holder has ended is better than that, where it is proven: a lease which nobody can renew is free.
 *
 * @param me as holder
 * @param duration after which a lease that is not renewed may be taken
 * @param renewal between two renewals
 */
record LeaseRules(String me, Duration duration, Duration renewal) {

    /** What to do now. */
    sealed interface Step {
        /** Write this in the place of what is there. */
        record Write(LeaseRecord next) implements Step {}

        /** Another one leads. */
        record StandBy() implements Step {}

        /** This one leads, and need not say so again yet. */
        record Lead() implements Step {}

        /** Another one took the lead from this one. */
        record Lost() implements Step {}
    }

    /**
     * @param seen absent when there is no lease
     * @param changed when it was first seen as it is
     * @param ended whether it is proven that its holder runs no more; silence is no proof
     * @param leading whether this one was the holder before
     * @param ingress at which this one takes requests; empty when it does not
     */
    Step next(
            @Nullable LeaseRecord seen, Instant changed, boolean ended, boolean leading, String ingress, Instant now) {
        if (seen == null) {
            return new Step.Write(LeaseRecord.first(me, now));
        }
        if (mine(seen)) {
            boolean due =
                    !now.isBefore(changed.plus(renewal)) || !seen.ingress().equals(ingress);
            return due ? new Step.Write(seen.renewed(now, ingress)) : new Step.Lead();
        }
        if (leading) {
            return new Step.Lost();
        }
        boolean over = seen.free() || ended || !now.isBefore(changed.plus(duration));
        return over ? new Step.Write(seen.taken(me, now)) : new Step.StandBy();
    }

    /** Whether another one holds it and did not renew it when it should have: it is worth a look what became of that one. */
    boolean overdue(LeaseRecord seen, Instant changed, Instant now) {
        return !seen.free() && !mine(seen) && !now.isBefore(changed.plus(renewal));
    }

    boolean mine(LeaseRecord seen) {
        return seen.holder().equals(me);
    }

    /** Where to send requests once another one holds the lease and takes them. */
    Optional<Leadership.Successor> successor(LeaseRecord seen) {
        int colon = seen.ingress().lastIndexOf(':');
        return seen.free() || mine(seen) || colon < 0
                ? Optional.empty()
                : Optional.of(new Leadership.Successor(
                        seen.ingress().substring(0, colon),
                        Integer.parseInt(seen.ingress().substring(colon + 1))));
    }
}
