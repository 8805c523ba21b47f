package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.revision.StartFailure;
import dev.gkelocal.cloudrun.fleet.Trial;
import dev.gkelocal.cloudrun.runtime.InstanceEvent;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.contracts.cloudrun.RevisionState;

/** A failed trial in Cloud Run's terms. */
final class Failures {
    private Failures() {}

    /** @param port that the user's container names */
    static StartFailure of(InstanceEvent.StartFailure failure, int port) {
        return switch (failure) {
            case InstanceEvent.StartFailure.NotSpawned(var message) -> new StartFailure.Internal(message);
            case InstanceEvent.StartFailure.NeverListened _ -> new StartFailure.NeverListened(port);
            case InstanceEvent.StartFailure.ImageNotPulled(var image, var outcome, var cause) ->
                switch (outcome) {
                    case MISSING -> new StartFailure.ImageNotFound(image);
                    case UNAUTHORIZED -> new StartFailure.ImageUnauthorized(image);
                    case FAILED -> new StartFailure.ImageNotPulled(image, cause);
                };
        };
    }

    static StartFailure of(Exit exit, int port) {
        var status = exit.status();
        var words = exit.words();
        if (words != null) {
            return new StartFailure.Ended(port, words);
        }
        return status == null ? new StartFailure.NeverListened(port) : new StartFailure.Exited(port, status);
    }

    /** Where the reason can be read, as the real text ends with an address of its logs. */
    static String moreInformation(RevisionState revision) {
        return "Logs: gke-local logs --service " + revision.name().service().service() + " --revision "
                + revision.name().revision();
    }

    /** What only a platform on the same machine can see; ours. Empty when there is nothing to add. */
    static String hint(Trial trial) {
        return trial instanceof Trial.DidNotStart did
                        && did.failure() instanceof InstanceEvent.StartFailure.NeverListened never
                        && never.listens() != null
                ? "The program listens on port " + never.listens() + ", but PORT was " + never.port() + ". "
                : "";
    }
}
