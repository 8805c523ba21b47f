package dev.gkelocal.cloudrun.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.pods.PodView.Trouble;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.Pull;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as containerd 1.6 and kubelet 1.34 were seen to write them. */
class PodViewTest {
    private static final Pod POD = new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidImageName|couldn't parse image name \"A\": invalid reference format|MISSING",
                "ErrImagePull|rpc error: code = NotFound desc = failed to resolve reference \"localhost:5001/x:1\": not found|MISSING",
                "ImagePullBackOff|Back-off pulling image \"x\": pull access denied, repository does not exist|UNAUTHORIZED",
                "ErrImagePull|failed to fetch oauth token: unexpected status: 401 Unauthorized|UNAUTHORIZED",
                "ErrImagePull|failed to do request: Head \"https://r/v2/\": dial tcp: lookup r: i/o timeout|FAILED"
            })
    void imageTrouble_isToldByItsMessage(String reason, String message, Pull outcome) {
        assertThat(view(reason, message)).isEqualTo(new PodView.Waiting(new Trouble.ImageNotPulled(outcome, message)));
    }

    @Test
    void configError_ofRootUser_isThat() {
        assertThat(view("CreateContainerConfigError", "container has runAsNonRoot and image will run as root"))
                .isEqualTo(new PodView.Waiting(new Trouble.RunsAsRoot()));
        assertThat(view("CreateContainerConfigError", "secret \"x\" not found"))
                .isEqualTo(new PodView.Waiting(new Trouble.NotMade("secret \"x\" not found")));
    }

    @Test
    void container_beingMade_isNoTrouble() {
        assertThat(view("ContainerCreating", "")).isEqualTo(new PodView.Waiting(null));
    }

    @Test
    void running_withoutAddress_isNotYetRunning() {
        var running = new ContainerStateBuilder().withNewRunning().endRunning().build();

        assertThat(PodView.of(FakePods.status(POD, null, running))).isEqualTo(new PodView.Waiting(null));
        assertThat(PodView.of(FakePods.status(POD, "10.0.0.1", running))).isEqualTo(new PodView.Running("10.0.0.1"));
    }

    @Test
    void unschedulable_carriesTheSchedulersWords() {
        var pod = new PodBuilder(POD)
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available: 1 Insufficient memory.")
                .endCondition()
                .endStatus()
                .build();

        assertThat(PodView.of(pod))
                .isEqualTo(new PodView.Waiting(
                        new Trouble.Unschedulable("0/1 nodes are available: 1 Insufficient memory.")));
    }

    @Test
    void eviction_endsItWithTheNodesWords() {
        var pod = new PodBuilder(POD)
                .withNewStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage("The node was low on resource: memory.")
                .endStatus()
                .build();

        assertThat(PodView.of(pod))
                .isEqualTo(new PodView.Ended(new Exit(null, "Evicted: The node was low on resource: memory.")));
    }

    private static PodView view(String reason, String message) {
        var state = new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
        return PodView.of(FakePods.status(POD, null, state));
    }
}
