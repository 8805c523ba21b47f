package dev.gkelocal.autopilot.service.lab;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The service in a real cluster, instead of one alone. */
public final class LabProfile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(LabPlatform.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
