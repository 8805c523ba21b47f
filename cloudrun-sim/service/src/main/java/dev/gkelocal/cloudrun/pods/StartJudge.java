package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.Pull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a Pod that was asked for comes to, from what is seen of it and for how long its trouble has lasted. */
final class StartJudge {
    private final Duration patience;

    StartJudge(Duration patience) {
        this.patience = patience;
    }

    /** What to do next. */
    sealed interface Verdict {
        record Wait() implements Verdict {}

        record Runs(String ip) implements Verdict {}

        record Fails(StartFailure failure) implements Verdict {}

        /** Its image's user is root: it may run as somebody else. */
        record NeedsOtherUser() implements Verdict {}

        /** It ended; that is told by whoever saw it. */
        record Over() implements Verdict {}
    }

    /** @param troubled since when the Pod has had the trouble that it has */
    Verdict judge(String image, PodView view, Duration troubled) {
        return switch (view) {
            case PodView.Running(var ip) -> new Verdict.Runs(ip);
            case PodView.Ended _ -> new Verdict.Over();
            case PodView.Waiting(var trouble) -> judge(image, trouble, troubled.compareTo(patience) >= 0);
        };
    }

    private static Verdict judge(String image, PodView.@Nullable Trouble trouble, boolean longEnough) {
        return switch (trouble) {
            case PodView.Trouble.RunsAsRoot() -> new Verdict.NeedsOtherUser();
            case PodView.Trouble.NotMade(var message) -> new Verdict.Fails(new StartFailure.NotSpawned(message));
            case PodView.Trouble.ImageNotPulled(var outcome, var message)
            when longEnough || outcome != Pull.FAILED ->
                new Verdict.Fails(new StartFailure.ImageNotPulled(image, outcome, message));
            case PodView.Trouble.Unschedulable(var message)
            when longEnough -> new Verdict.Fails(new StartFailure.NotSpawned("No node takes the instance: " + message));
            case PodView.Trouble.ImageNotPulled _, PodView.Trouble.Unschedulable _ -> new Verdict.Wait();
            case null -> new Verdict.Wait();
        };
    }
}
