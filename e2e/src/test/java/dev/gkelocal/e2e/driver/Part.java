package dev.gkelocal.e2e.driver;

/** A program of the platform. */
public enum Part {
    BROKER("broker", "kafka"),
    CLOUD_RUN("cloudrun-sim", "cloudrun-sim"),
    AUTOPILOT("autopilot-sim", "autopilot-sim"),
    GATEWAY("platform-api", "platform-api");

    private final String process;
    private final String workload;

    Part(String process, String workload) {
        this.process = process;
        this.workload = workload;
    }

    /** As the supervisor calls it. */
    String process() {
        return process;
    }

    /** As it is called in a cluster. */
    String workload() {
        return workload;
    }
}
