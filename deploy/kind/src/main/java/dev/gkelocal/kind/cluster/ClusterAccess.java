package dev.gkelocal.kind.cluster;

/**
 * How a cluster that is ready is reached.
 *
 * @param context its context in the user's kubeconfig
 * @param kubeconfig a whole kubeconfig for this cluster alone
 * @param controlPlane the name of its first node, where the ingress ports of the host lead
 * @param workers nodes beside it; with none, the control plane runs Pods itself, else it is tainted
 * @param ingressPort where port 80 of the control plane is on the host, 0 when nowhere
 * @param ingressTlsPort the same for 443
 */
public record ClusterAccess(
        String name,
        String context,
        String kubeconfig,
        String controlPlane,
        int workers,
        int ingressPort,
        int ingressTlsPort) {

    /** The credentials in it are for no log. */
    @Override
    public String toString() {
        return "ClusterAccess[" + name + ", context " + context + "]";
    }
}
