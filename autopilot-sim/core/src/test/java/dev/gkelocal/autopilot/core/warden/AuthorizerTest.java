package dev.gkelocal.autopilot.core.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict.Denied;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTest {
    private static final Requester CERT_MANAGER = new Requester("U", List.of("system:authenticated"));

    private static AuthorizerVerdict judge(
            Era era, String verb, String group, String resource, String subresource, String namespace, String name) {
        return Authorizer.of(era)
                .judge(new Attributes(CERT_MANAGER, verb, group, resource, subresource, namespace, name));
    }

    @Test
    void leaderElection_inKubeSystem_isDeniedInTheAuthorizersWords() {
        var verdict = judge(Era.WARDEN, "create", "coordination.k8s.io", "leases", "", "kube-system", "");

        assertThat(verdict).isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.reason())
                    .isEqualTo("GKE Warden authz [denied by managed-namespaces-limitation]: the namespace"
                            + " \"kube-system\" is managed and the request's verb \"create\" is denied");
            assertThat(denied.serverMessage())
                    .isEqualTo(
                            "leases.coordination.k8s.io is forbidden: User \"U\" cannot create resource \"leases\" in"
                                    + " API group \"coordination.k8s.io\" in the namespace \"kube-system\": GKE Warden authz"
                                    + " [denied by managed-namespaces-limitation]: the namespace \"kube-system\" is managed and"
                                    + " the request's verb \"create\" is denied");
            assertThat(denied.howToFix()).contains("leaderElection");
        });
    }

    @Test
    void denial_of2021_saysGkeAutopilot() {
        assertThat(judge(Era.GATEKEEPER, "create", "coordination.k8s.io", "leases", "", "kube-system", ""))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.reason())
                                .isEqualTo("GKEAutopilot authz: the namespace \"kube-system\" is managed and the"
                                        + " request's verb \"create\" is denied"));
    }

    @ParameterizedTest
    @CsvSource({
        "get,    pods, '', kube-system, '', false",
        "list,   configmaps, '', gke-gmp-system, '', false",
        "watch,  leases, '', kube-node-lease, '', false",
        "create, pods, exec, kube-system, p, true",
        "patch,  services, '', kube-system, s, true",
        "delete, namespaces, '', '', gke-gmp-system, true",
        "create, configmaps, '', default, '', false",
        "create, pods, '', gke-managed-parallelstorecsi, '', true",
        "update, operatorconfigs, '', gmp-public, config, false",
        "delete, pods, '', gmp-public, p, true",
        "get,    nodes, proxy, '', n, true",
        "get,    nodes, '', '', n, false"
    })
    void managedNamespaces_areReadOnly(
            String verb, String resource, String subresource, String namespace, String name, boolean denied) {
        assertThat(judge(Era.WARDEN, verb, "", resource, subresource, namespace, name) instanceof Denied)
                .isEqualTo(denied);
    }

    @ParameterizedTest
    @CsvSource({
        "get,    services, proxy,       kube-system, true",
        "create, pods,     exec,        kube-system, true",
        "get,    pods,     exec,        kube-system, true",
        "get,    pods,     portforward, gke-gmp-system, true",
        "get,    pods,     log,         kube-system, false",
        "get,    pods,     exec,        shop,        false"
    })
    void connection_intoAManagedNamespace_isDeniedWhateverItsVerb(
            String verb, String resource, String subresource, String namespace, boolean denied) {
        var verdict = judge(Era.WARDEN, verb, "", resource, subresource, namespace, "p");
        assertThat(verdict instanceof Denied).isEqualTo(denied);
        if (verdict instanceof Denied(var reason, var ignored, var fix)) {
            assertThat(reason)
                    .isEqualTo(
                            "GKE Warden authz [denied by managed-namespaces-limitation]: the namespace \"" + namespace
                                    + "\" is managed and the request's subresource \"" + resource + "/" + subresource
                                    + "\" is denied");
            assertThat(fix).isNotBlank();
        }
    }

    @Test
    void nodesProxy_isDeniedAtTheClusterScope() {
        assertThat(judge(Era.WARDEN, "get", "", "nodes", "proxy", "", "n1"))
                .isInstanceOfSatisfying(Denied.class, denied -> {
                    assertThat(denied.reason())
                            .isEqualTo("GKE Warden authz [denied by managed-namespaces-limitation]: cluster scoped"
                                    + " resource \"nodes/proxy\" is managed and access is denied");
                    assertThat(denied.serverMessage())
                            .startsWith("nodes \"n1\" is forbidden: User \"U\" cannot get resource \"nodes/proxy\" in"
                                    + " API group \"\" at the cluster scope: ");
                });
    }

    @Test
    void mutatingWebhooks_wereDeniedIn2021Only() {
        var group = "admissionregistration.k8s.io";

        assertThat(judge(Era.GATEKEEPER, "get", group, "mutatingwebhookconfigurations", "", "", "w"))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.reason())
                                .isEqualTo("GKEAutopilot authz: cluster scoped resource"
                                        + " \"mutatingwebhookconfigurations/\" is managed and access is denied"));
        assertThat(judge(Era.WARDEN, "get", group, "mutatingwebhookconfigurations", "", "", "w"))
                .isInstanceOf(AuthorizerVerdict.NoOpinion.class);
    }

    @Test
    void impersonation_ofSystemIdentities_isDenied() {
        assertThat(judge(Era.WARDEN, "impersonate", "", "groups", "", "", "system:masters"))
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.serverMessage())
                                .isEqualTo("groups \"system:masters\" is forbidden: User \"U\" cannot impersonate"
                                        + " resource \"groups\" in API group \"\" at the cluster scope: GKE Warden authz"
                                        + " [denied by user-impersonation-limitation]: impersonating system identities"
                                        + " are not allowed"));
        assertThat(judge(Era.WARDEN, "impersonate", "", "users", "", "", "jane"))
                .isInstanceOf(AuthorizerVerdict.NoOpinion.class);
    }

    @Test
    void systemComponents_mayWriteEverywhere() {
        var controller = new Requester(
                "system:serviceaccount:kube-system:replicaset-controller",
                List.of("system:serviceaccounts:kube-system"));

        assertThat(Authorizer.of(Era.WARDEN)
                        .judge(new Attributes(controller, "create", "", "pods", "", "kube-system", "")))
                .isInstanceOf(AuthorizerVerdict.NoOpinion.class);
    }
}
