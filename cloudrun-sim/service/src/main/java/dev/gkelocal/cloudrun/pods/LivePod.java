package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.time.InstantSource;

/** An instance from its order until its Pod is gone from the API server. */
final class LivePod {
    private static final PodView NOTHING_SEEN = new PodView.Waiting(null);

    private final InstanceId id;
    private final RevisionName revision;
    /** Guarded by this, as is everything below. */
    private String name;

    private PodView view = NOTHING_SEEN;
    private boolean posted;
    private boolean stopping;
    private boolean over;
    private boolean deleted;
    private boolean outputFollowed;
    private boolean going;

    LivePod(InstanceId id, RevisionName revision, String name) {
        this.id = id;
        this.revision = revision;
        this.name = name;
    }

    InstanceId id() {
        return id;
    }

    RevisionName revision() {
        return revision;
    }

    synchronized String name() {
        return name;
    }

    /** The Pod is made anew, by another name: nothing that is told of the first concerns the instance any more. */
    synchronized void rename(String other) {
        name = other;
        view = NOTHING_SEEN;
    }

    synchronized void see(PodView next) {
        view = next;
        notifyAll();
    }

    synchronized PodView view() {
        return view;
    }

    /** The view as soon as it differs from the known one, the instance is to stop or is over, or the limit has passed. */
    synchronized PodView await(PodView known, Duration limit, InstantSource clock) throws InterruptedException {
        var deadline = clock.instant().plus(limit);
        while (view.equals(known) && wanted()) {
            long left = Duration.between(clock.instant(), deadline).toMillis();
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return view;
    }

    /** From now on there may be a Pod of it. */
    synchronized void posting() {
        posted = true;
    }

    /** Marks it as to be stopped. Whether there may be a Pod of it: if not, whoever makes it must not. */
    synchronized boolean requestStop() {
        stopping = true;
        notifyAll();
        return posted;
    }

    synchronized boolean stopping() {
        return stopping;
    }

    /** Whether it is neither to stop nor over. */
    synchronized boolean wanted() {
        return !stopping && !over;
    }

    /** Whether this was the first to say that it is over. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        notifyAll();
        return first;
    }

    synchronized boolean over() {
        return over;
    }

    /** Its deletion was asked for. */
    synchronized void goes() {
        going = true;
    }

    synchronized boolean going() {
        return going;
    }

    synchronized void wasDeleted() {
        deleted = true;
        notifyAll();
    }

    synchronized boolean deleted() {
        return deleted;
    }

    /** Whether this was the first to ask. */
    synchronized boolean followOutput() {
        boolean first = !outputFollowed;
        outputFollowed = true;
        return first;
    }
}
