package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** What images of users' sources are built on in a cluster; see the keys for what an empty text means. */
public record ImagesConfig(String javaImage, String pythonImage, String nodeImage, String otherImage, String platform) {
    static ImagesConfig read(Section section) {
        return new ImagesConfig(
                section.text("java_image"),
                section.text("python_image"),
                section.text("node_image"),
                section.text("other_image"),
                section.text("platform"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "java_image", javaImage);
        to.put(prefix + "python_image", pythonImage);
        to.put(prefix + "node_image", nodeImage);
        to.put(prefix + "other_image", otherImage);
        to.put(prefix + "platform", platform);
    }
}
