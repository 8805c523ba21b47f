package dev.gkelocal.autopilot.service.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationsTest {
    private final Wish wish = Wish.of(properties(), ClusterVersion.of("1.35"));

    @Test
    void webhooks_areNamedAsInProductionAndMayBeAway() {
        var configurations = new Webhooks(wish.reach(), "ca", wish.version(), wish.spared()).configurations();
        var text = Serialization.asJson(configurations);
        assertThat(text)
                .contains(
                        "sasecret-redacter.config.common-webhooks.networking.gke.io",
                        "policycontrollerv2.config.common-webhooks.networking.gke.io",
                        "warden-validating.common-webhooks.networking.gke.io",
                        "\"timeoutSeconds\":10",
                        "\"reinvocationPolicy\":\"IfNeeded\"",
                        "\"matchPolicy\":\"Equivalent\"",
                        "\"sideEffects\":\"None\"",
                        "\"operations\":[\"CONNECT\"],\"resources\":[\"pods/exec\",\"pods/attach\",\"pods/portforward\"]")
                .doesNotContain("\"Fail\"", "\"apiVersions\":[\"*\"]");
        assertThat(wish.spared()).contains("kube-system", "gke-local", "gke-local-run");
    }

    @Test
    void webhooks_areCalledAtTheService_orAtAnAddressOutside() {
        var service = wish.reach().client("/p", "Yg==");
        assertThat(service.getService().getName()).isEqualTo("autopilot-sim");
        assertThat(service.getService().getPort()).isEqualTo(8443);
        assertThat(wish.reach().names()).contains("autopilot-sim.gke-local.svc");
        var outside = new Reach.Address(URI.create("https://172.18.0.1:9443"));
        assertThat(outside.client("/p", "Yg==").getUrl()).isEqualTo("https://172.18.0.1:9443/p");
        assertThat(outside.names()).contains("172.18.0.1");
    }

    @ParameterizedTest
    @CsvSource({"1.25,workload-defaulter", "1.26,sasecret-redacter", "1.35,sasecret-redacter"})
    void mutatingConfiguration_isNamedAsInTheClustersTime(String version, String name) {
        assertThat(Webhooks.mutatingName(ClusterVersion.of(version)))
                .isEqualTo(name + ".config.common-webhooks.networking.gke.io");
    }

    @Test
    void nodes_ofKind_advertiseMore_othersDoNot() {
        var kind = Json.read("""
                {"spec":{"providerID":"kind://docker/a/b"},"status":{"capacity":{"cpu":"2","pods":"110"}}}""");
        var shown = wish.advertised().apply(kind);
        assertThat(shown.get("status").get("capacity").get("cpu").text()).isEqualTo("960");
        assertThat(shown.get("status").get("capacity").get("pods").text()).isEqualTo("110");
        assertThat(shown.get("status").get("allocatable").get("memory").text()).isEqualTo("8Ti");
        var other = Json.read("{\"spec\":{\"providerID\":\"gce://p/z/n\"},\"status\":{}}");
        assertThat(wish.advertised().apply(other)).isSameAs(other);
    }

    @Test
    void policy_saysTheSameAsTheWebhook() {
        var text = Serialization.asJson(new NodeStatus(wish.advertised()).policy("v1beta1"));
        assertThat(text)
                .contains("path: \\\"/status/allocatable/cpu\\\", value: \\\"960\\\"")
                .contains("object.spec.providerID.startsWith('kind://')")
                .contains("MutatingAdmissionPolicyBinding");
    }

    @Test
    void wish_thatIsNone_namesTheProperty() {
        var properties = properties();
        properties.setProperty("gkelocal.kubernetes.enforce", "maybe");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Wish.of(properties, ClusterVersion.of("1.35")))
                .hasMessage("gkelocal.kubernetes.enforce is auto, true or false, it is 'maybe'");
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.setProperty("gkelocal.kubernetes.namespace", "gke-local");
        return properties;
    }
}
