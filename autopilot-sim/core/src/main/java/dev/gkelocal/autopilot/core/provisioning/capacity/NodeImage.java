package dev.gkelocal.autopilot.core.provisioning.capacity;

/**
 * What a node runs on its machine.
 *
 * @param os cos, ubuntu, windows_ltsc or windows_sac
 * @param architecture amd64 or arm64
 * @param confidential memory is encrypted by the processor
 * @param version of GKE; one that cannot be read is unknown
 */
public record NodeImage(String os, String architecture, boolean confidential, String version) {
    public static final String COS = "cos";
    public static final String UBUNTU = "ubuntu";
    public static final String AMD64 = "amd64";
    public static final String ARM64 = "arm64";

    /** What Autopilot's own nodes run. */
    public static NodeImage cos(String architecture, String version) {
        return new NodeImage(COS, architecture, false, version);
    }

    boolean isWindows() {
        return os.startsWith("windows");
    }
}
