package dev.gkelocal.kind.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    @Test
    void rollingDeployment_toBeRecreated_mustForgetHowItRolled() {
        var rolled = live(Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("maxSurge", "25%")));
        assertThat(Application.rollsNoMore(wanted("Recreate"), rolled)).isTrue();
        assertThat(Application.rollsNoMore(wanted("RollingUpdate"), rolled)).isFalse();
    }

    @Test
    void deployment_thatIsNewOrRecreatedAlready_isJustApplied() {
        assertThat(Application.rollsNoMore(wanted("Recreate"), null)).isFalse();
        assertThat(Application.rollsNoMore(wanted("Recreate"), live(Map.of("type", "Recreate"))))
                .isFalse();
    }

    private static HasMetadata wanted(String strategy) {
        return new DeploymentBuilder()
                .withNewSpec()
                .withNewStrategy()
                .withType(strategy)
                .endStrategy()
                .endSpec()
                .build();
    }

    private static GenericKubernetesResource live(Map<String, Object> strategy) {
        var live = new GenericKubernetesResource();
        live.setAdditionalProperty("spec", Map.of("strategy", strategy));
        return live;
    }
}
