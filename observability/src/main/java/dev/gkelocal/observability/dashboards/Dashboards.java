package dev.gkelocal.observability.dashboards;

import java.util.List;

/** Every dashboard there is. */
public final class Dashboards {
    private Dashboards() {}

    public static List<Dashboard> all() {
        return List.of(
                PlatformDashboard.make(),
                CloudRunServiceDashboard.make(),
                CloudRunScalingDashboard.make(),
                AutopilotCapacityDashboard.make());
    }
}
