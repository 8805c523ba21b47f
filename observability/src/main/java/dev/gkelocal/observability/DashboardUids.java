package dev.gkelocal.observability;

/** Stable addresses of dashboards: alerts name them, and users bookmark them. */
public final class DashboardUids {
    public static final String PLATFORM = "gkl-platform";
    public static final String CLOUD_RUN_SERVICE = "gkl-run-service";
    public static final String CLOUD_RUN_SCALING = "gkl-run-scaling";
    public static final String AUTOPILOT_CAPACITY = "gkl-ap-capacity";

    private DashboardUids() {}
}
