package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who the platform pretends to be.
 *
 * @param id project id in resource names
 * @param number project number in service addresses
 * @param region used where a command names none
 * @param stateDir folder of all state, relative to the project; {@code GKE_LOCAL_HOME} wins
 */
public record ProjectConfig(String id, long number, String region, Path stateDir) {
    static ProjectConfig read(Section section) {
        return new ProjectConfig(
                section.text("id"), section.big("number"), section.text("region"), section.folder("state_dir"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "id", id);
        to.put(prefix + "number", number);
        to.put(prefix + "region", region);
        to.put(prefix + "state_dir", stateDir);
    }
}
