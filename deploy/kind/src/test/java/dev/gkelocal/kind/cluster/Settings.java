package dev.gkelocal.kind.cluster;

import dev.gkelocal.config.GkeLocalConfig;
import java.nio.file.Path;
import java.util.Properties;

/** Settings as a configuration makes them. */
public final class Settings {
    private Settings() {}

    /** @param keysAndValues keys below {@code cluster.}, each with its value */
    public static ClusterSettings of(Template template, String... keysAndValues) {
        var properties = new Properties();
        properties.setProperty("gkelocal.cluster.template", template.word());
        for (int index = 0; index < keysAndValues.length; index += 2) {
            properties.setProperty("gkelocal.cluster." + keysAndValues[index], keysAndValues[index + 1]);
        }
        return ClusterSettings.of(GkeLocalConfig.fromProperties(properties).cluster(), Path.of("/project"));
    }
}
