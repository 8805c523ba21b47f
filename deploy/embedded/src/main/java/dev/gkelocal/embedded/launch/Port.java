package dev.gkelocal.embedded.launch;

/** The ports that the platform listens on now, by their key under {@code ports} (design, section 5). */
public enum Port {
    GATEWAY("gateway"),
    CLOUD_RUN_ADMIN("cloud_run_admin"),
    CLOUD_RUN_INGRESS("cloud_run_ingress"),
    AUTOPILOT("autopilot"),
    KAFKA("kafka"),
    KAFKA_CONTROLLER("kafka_controller"),
    PLATFORM_MANAGEMENT("platform_management"),
    CLOUD_RUN_MANAGEMENT("cloud_run_management"),
    AUTOPILOT_MANAGEMENT("autopilot_management");

    private final String key;

    Port(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The key in {@code gke-local.yaml}. */
    public String path() {
        return "ports." + key;
    }

    public String property() {
        return "gkelocal." + path();
    }
}
