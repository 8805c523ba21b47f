package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.warden.Given.TODAY;
import static dev.gkelocal.autopilot.core.warden.Given.deployment;
import static dev.gkelocal.autopilot.core.warden.Given.judged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The denial envelope by era (autopilot sheet 2.2). */
class EnvelopeTest {
    private static final Value AGENT = deployment("{hostPID: true, hostNetwork: true, containers: [{name: agent,"
            + " securityContext: {privileged: true, capabilities: {add: [SYS_RESOURCE, DAC_READ_SEARCH]}}}]}");

    private static final String CAPABILITIES =
            "linux capability 'SYS_RESOURCE,DAC_READ_SEARCH' on container 'agent' not"
                    + " allowed; Autopilot only allows the capabilities: 'AUDIT_WRITE,CHOWN,DAC_OVERRIDE,FOWNER,FSETID,KILL,"
                    + "MKNOD,NET_BIND_SERVICE,NET_RAW,SETFCAP,SETGID,SETPCAP,SETUID,SYS_CHROOT,SYS_PTRACE'.";

    @Test
    void envelope_today_isThreeLinesWithASortedMap() {
        var judgement = judged(AGENT);

        assertThat(judgement.code()).isEqualTo(400);
        assertThat(judgement.reason()).isEqualTo("GKE Warden constraints violations");
        assertThat(judgement.kubectlMessage("x.yaml"))
                .isEqualTo("Error from server (GKE Warden constraints violations): error when creating \"x.yaml\":"
                        + " admission webhook \"warden-validating.common-webhooks.networking.gke.io\" denied the"
                        + " request: GKE Warden rejected the request because it violates one or more constraints.\n"
                        + "Violations details: {\"[denied by autogke-default-linux-capabilities]\":[\"" + CAPABILITIES
                        + "\"],\"[denied by autogke-disallow-hostnamespaces]\":[\"enabling hostPID is not allowed in"
                        + " Autopilot.\",\"enabling hostNetwork is not allowed in Autopilot.\"],\"[denied by"
                        + " autogke-disallow-privilege]\":[\"container agent is privileged; not allowed in"
                        + " Autopilot\"]}\n"
                        + "Requested by user: 'user@example.com', groups: 'system:authenticated'.");
    }

    @Test
    void connection_toAClosedPod_isRefusedInTheEnvelopeToo() {
        var metadata = TestYaml.value("{name: agent, annotations: {autopilot.gke.io/no-connect: 'true'}}");

        assertThat(Warden.isClosed(metadata)).isTrue();
        assertThat(Warden.isClosed(TestYaml.value("{name: web}"))).isFalse();
        assertThat(Warden.refuseConnection("shop/agent", Given.DEVELOPER, TODAY).message())
                .isEqualTo("GKE Warden rejected the request because it violates one or more constraints.\n"
                        + "Violations details: {\"[denied by autogke-no-pod-connect-limitation]\":[\"Cannot connect to pod"
                        + " shop/agent, with annotation \\\"autopilot.gke.io/no-connect\\\": \\\"true\\\".\"]}\n"
                        + "Requested by user: 'user@example.com', groups: 'system:authenticated'.");
    }

    @Test
    void groups_areJoinedWithoutSpaces() {
        var requester = new Requester(
                "system:serviceaccount:argo:argo",
                List.of("system:serviceaccounts", "system:serviceaccounts:argo", "system:authenticated"));

        assertThat(Warden.judge(AGENT, requester, TODAY).message())
                .endsWith("\nRequested by user: 'system:serviceaccount:argo:argo', groups:"
                        + " 'system:serviceaccounts,system:serviceaccounts:argo,system:authenticated'.");
    }

    @Test
    void envelope_of2023_hasTheOlderWebhooksName() {
        var judgement = judged(AGENT, TODAY.era(Era.EARLY_WARDEN));

        assertThat(judgement.serverMessage())
                .startsWith("admission webhook \"gkepolicy.common-webhooks.networking.gke.io\" denied the request: GKE"
                        + " Warden rejected");
    }

    @Test
    void envelope_of2022_namesTheUserInMessagesWithAPeriod() {
        var judgement = judged(AGENT, TODAY.era(Era.POLICY_CONTROLLER));
        var user = " Requested by user: 'user@example.com', groups: 'system:authenticated'.";

        assertThat(judgement.reason())
                .isEqualTo("[denied by autogke-default-linux-capabilities]|[denied by"
                        + " autogke-disallow-hostnamespaces]|[denied by autogke-disallow-privilege]");
        assertThat(judgement.message())
                .isEqualTo("GKE Policy Controller rejected the request because it violates one or more policies:"
                        + " {\"[denied by autogke-default-linux-capabilities]\":[\"" + CAPABILITIES + user
                        + "\"],\"[denied by autogke-disallow-hostnamespaces]\":[\"enabling hostPID is not allowed in"
                        + " Autopilot." + user + "\",\"enabling hostNetwork is not allowed in Autopilot." + user
                        + "\"],\"[denied by autogke-disallow-privilege]\":[\"container agent is privileged; not allowed"
                        + " in Autopilot\"]}");
    }

    @Test
    void envelope_of2021_isALineForEachViolation() {
        var judgement = judged(AGENT, TODAY.era(Era.GATEKEEPER));
        var trailer = " Requesting user: <user@example.com> and groups: <[\"system:authenticated\"]>";

        assertThat(judgement.serverMessage())
                .isEqualTo("admission webhook \"validation.gatekeeper.sh\" denied the request: "
                        + "[denied by autogke-disallow-hostnamespaces] enabling hostPID is not allowed in Autopilot."
                        + trailer
                        + "\n[denied by autogke-disallow-hostnamespaces] enabling hostNetwork is not allowed in"
                        + " Autopilot." + trailer
                        + "\n[denied by autogke-disallow-privilege] container agent is privileged; not allowed in"
                        + " Autopilot." + trailer
                        + "\n[denied by autogke-default-linux-capabilities] linux capability <{\"DAC_READ_SEARCH\","
                        + " \"SYS_RESOURCE\"}> on container <agent> not allowed; Autopilot only allows the"
                        + " capabilities: <[\"SETPCAP\", \"MKNOD\", \"AUDIT_WRITE\", \"CHOWN\", \"NET_RAW\","
                        + " \"DAC_OVERRIDE\", \"FOWNER\", \"FSETID\", \"KILL\", \"SETGID\", \"SETUID\","
                        + " \"NET_BIND_SERVICE\", \"SYS_CHROOT\", \"SETFCAP\"]>." + trailer);
    }

    @Test
    void affinity_of2021_namesTheFloorOfWorkloadSeparation() {
        var object = deployment("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " {nodeSelectorTerms: [{matchExpressions: [{key: type, operator: NotIn, values: [virtual]}]}]}}},"
                + " containers: [{name: a, resources: {requests: {cpu: 70m}}}]}");

        assertThat(judged(object, TODAY.era(Era.GATEKEEPER)).message())
                .isEqualTo(
                        "[denied by autogke-node-affinity-selector-limitation] If not using workload separation, node"
                                + " affinity is not allowed on labels with keys: <{\"type\"}>; Autopilot allows node affinity"
                                + " only on labels with keys: <[\"topology.kubernetes.io/region\","
                                + " \"topology.kubernetes.io/zone\", \"failure-domain.beta.kubernetes.io/region\","
                                + " \"failure-domain.beta.kubernetes.io/zone\", \"cloud.google.com/gke-os-distribution\","
                                + " \"kubernetes.io/os\", \"kubernetes.io/arch\"]>. Minimum required cpu request for using"
                                + " workload separation: <500>m, current pod request : <70>m. Requesting user:"
                                + " <user@example.com> and groups: <[\"system:authenticated\"]>");
    }

    @Test
    void jsonOfOddNames_isEscapedAsGoDoes() {
        var object = deployment("{containers: [{name: \"a<\\\"b\\\\\\n\", securityContext: {privileged: true}}]}");

        assertThat(judged(object).message()).contains("[\"container a\\u003c\\\"b\\\\\\n is privileged;");
    }
}
