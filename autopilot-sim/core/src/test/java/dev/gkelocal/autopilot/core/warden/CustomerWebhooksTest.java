package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerWebhooksTest {
    private static Value configuration(String kind, String webhooks) {
        return value("{apiVersion: admissionregistration.k8s.io/v1, kind: " + kind + ", webhooks: " + webhooks + "}");
    }

    @Test
    void wildcardRules_areRefusedWithEveryPair() {
        var object = configuration(
                "ValidatingWebhookConfiguration",
                "[{name: a, rules: [{apiGroups: ['*'], resources: ['*', pods/exec, nodes/proxy]}]},"
                        + " {name: b, rules: [{apiGroups: ['*'], resources: ['*']}]}]");

        var violation = CustomerWebhooks.judge(object, Era.WARDEN).orElseThrow();

        assertThat(violation.message())
                .isEqualTo(
                        "GKE Admission Webhook Controller: the following (group,resource) pairs are not allowed in"
                                + " webhook rules: ('*','*'),('*','nodes/proxy'), see:"
                                + " https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security#built-in-security");
        assertThat(violation.path()).hasToString("webhooks[0].rules[0]");
    }

    @Test
    void wildcardRules_of2022_hadNoLink() {
        var object = configuration(
                "MutatingWebhookConfiguration", "[{name: a, rules: [{apiGroups: ['*'], resources: ['*']}]}]");

        assertThat(CustomerWebhooks.judge(object, Era.POLICY_CONTROLLER)
                        .orElseThrow()
                        .message())
                .endsWith("are not allowed in webhook rules: ('*','*')");
    }

    @ParameterizedTest
    @CsvSource({"'',pods,true", "apps,'*',true", "'*',pods,true", "'*','*/*',false", "'',nodes/proxy,false"})
    void narrowRules_areAdmitted(String group, String resource, boolean allowed) {
        var object = configuration(
                "ValidatingWebhookConfiguration",
                "[{rules: [{apiGroups: ['" + group + "'], resources: ['" + resource + "']}]}]");

        assertThat(CustomerWebhooks.judge(object, Era.WARDEN).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void mutatingConfiguration_getsASelectorOnce_besideItsOwn() {
        var object = configuration(
                "MutatingWebhookConfiguration",
                "[{name: a, namespaceSelector: {matchExpressions: [{key: x, operator: Exists}]}}]");

        var once = CustomerWebhooks.inject(object);

        assertThat(Json.write(once.get("webhooks").get(0).get("namespaceSelector")))
                .isEqualTo("{\"matchExpressions\":[{\"key\":\"x\",\"operator\":\"Exists\"},"
                        + "{\"key\":\"kubernetes.io/metadata.name\",\"operator\":\"NotIn\",\"values\":"
                        + "[\"kube-system\",\"gke-gmp-system\",\"gke-managed-cim\"]}]}");
        assertThat(CustomerWebhooks.inject(once)).isEqualTo(once);
    }

    @Test
    void validatingConfiguration_staysAsItIs() {
        var object = configuration("ValidatingWebhookConfiguration", "[{name: a}]");

        assertThat(CustomerWebhooks.inject(object)).isEqualTo(object);
    }
}
