package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** What is imitated. */
public record SimulationConfig(CloudRunConfig cloudRun, AutopilotConfig autopilot) {

    static SimulationConfig read(Section section) {
        return new SimulationConfig(
                CloudRunConfig.read(section.section("cloud_run")), AutopilotConfig.read(section.section("autopilot")));
    }

    void write(String prefix, Map<String, Object> to) {
        cloudRun.write(prefix + "cloud_run.", to);
        autopilot.write(prefix + "autopilot.", to);
    }
}
