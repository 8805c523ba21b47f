package dev.gkelocal.autopilot.service.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {
    @Test
    void pod_created_waitsBehindOurGateAndItsOwn() {
        var plain = Gates.close(pod("{}", "{\"containers\":[]}"));
        assertThat(Json.write(plain.get("spec")))
                .isEqualTo("{\"containers\":[],\"schedulingGates\":[{\"name\":\"autopilot.gke-local.dev/node\"}]}");
        var gated = Gates.close(pod("{}", "{\"schedulingGates\":[{\"name\":\"example.com/mine\"}]}"));
        assertThat(gated.get("spec").get("schedulingGates").items()).hasSize(2);
        assertThat(Gates.close(gated)).isSameAs(gated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ownerReferences\":[{\"kind\":\"DaemonSet\",\"controller\":true}]}",
                "{\"annotations\":{\"kubernetes.io/config.mirror\":\"x\"}}"
            })
    void pod_thatBelongsToANode_passes(String metadata) {
        var pod = pod(metadata, "{}");
        assertThat(Gates.close(pod)).isSameAs(pod);
    }

    @Test
    void podWithANode_andTemplate_pass() {
        var bound = pod("{}", "{\"nodeName\":\"n\"}");
        assertThat(Gates.close(bound)).isSameAs(bound);
        var deployment = Json.read("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{}}");
        assertThat(Gates.close(deployment)).isSameAs(deployment);
    }

    private static Value pod(String metadata, String spec) {
        return Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":" + metadata + ",\"spec\":" + spec + "}");
    }
}
