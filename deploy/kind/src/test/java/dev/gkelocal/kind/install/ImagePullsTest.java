package dev.gkelocal.kind.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePullsTest {
    private static final String IMAGE = "docker.io/grafana/grafana:12.3.0";
    private static final String CAUSE = "dial tcp: lookup docker.io: no such host";

    @Test
    void firstFailure_mayPass() {
        assertThat(ImagePulls.trouble(waiting("ErrImagePull"), List.of(failure(1))))
                .contains(new Trouble.Passing("ErrImagePull: " + CAUSE));
    }

    @Test
    void secondFailure_isTold_whileTheKubeletWaitsForTheThird() {
        assertThat(ImagePulls.trouble(waiting("ImagePullBackOff"), List.of(failure(2))))
                .contains(new Trouble.Unpullable(IMAGE, CAUSE));
    }

    @Test
    void failures_withOtherWords_countTogether() {
        assertThat(ImagePulls.trouble(waiting("ErrImagePull"), List.of(failure(1), failure(1))))
                .containsInstanceOf(Trouble.Unpullable.class);
    }

    @Test
    void otherEvents_areNoFailures() {
        var others = List.of(event("Error: ErrImagePull", 7), event("Back-off pulling image", 7));
        assertThat(ImagePulls.trouble(waiting("ImagePullBackOff"), others)).containsInstanceOf(Trouble.Passing.class);
    }

    @Test
    void nameThatIsNone_isToldAtOnce() {
        assertThat(ImagePulls.trouble(waiting("InvalidImageName"), List.of()))
                .containsInstanceOf(Trouble.Unpullable.class);
    }

    @Test
    void otherReason_isNotOurs() {
        assertThat(ImagePulls.trouble(waiting("CrashLoopBackOff"), List.of(failure(9))))
                .isEmpty();
    }

    private static ContainerStatus waiting(String reason) {
        return new ContainerStatusBuilder()
                .withImage(IMAGE)
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage("words of the kubelet")
                .endWaiting()
                .endState()
                .build();
    }

    private static Event failure(int times) {
        return event("Failed to pull image \"%s\": %s".formatted(IMAGE, CAUSE), times);
    }

    private static Event event(String message, int times) {
        return new EventBuilder()
                .withMessage(message)
                .withCount(times)
                .withLastTimestamp("2026-11-23T12:00:00Z")
                .build();
    }
}
