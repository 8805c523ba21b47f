package dev.gkelocal.kind.cluster;

/**
 * A node as its container and the API server show it.
 *
 * @param role control-plane or worker
 * @param container the container's state in the engine's word; {@link #GONE} without one
 * @param ready whether the API server calls it ready
 * @param message why it is not, in the kubelet's words; empty when it is or nobody says
 * @param version of its kubelet; empty while the API server does not answer
 */
public record NodeStatus(String name, String role, String container, boolean ready, String message, String version) {
    static final String GONE = "gone";
    static final String CONTROL_PLANE = "control-plane";

    boolean isRunning() {
        return container.equals("running");
    }

    boolean isControlPlane() {
        return role.equals(CONTROL_PLANE);
    }

    String words() {
        if (!isRunning()) {
            return name + " (container " + container + ")";
        }
        return ready ? name : name + " (" + (message.isEmpty() ? "not ready" : message) + ")";
    }
}
