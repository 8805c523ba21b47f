package dev.gkelocal.kind.cluster;

import java.util.Map;

/** Which of Kind's node images has a Kubernetes version. There are no tags for a minor version alone, only for each image made. */
final class NodeImages {
    /** The newest made for a minor version, from the notes of Kind's releases 0.30 to 0.33. */
    private static final Map<String, String> NEWEST = Map.of(
            "1.31", "1.31.12",
            "1.32", "1.32.8",
            "1.33", "1.33.4",
            "1.34", "1.34.0",
            "1.35", "1.35.0",
            "1.36", "1.36.1",
            "1.37", "1.37.0");

    private NodeImages() {}

    /** @param version such as 1.34 or 1.34.0 */
    static String of(String version) {
        boolean whole = version.chars().filter(it -> it == '.').count() == 2;
        return "kindest/node:v" + (whole ? version : NEWEST.getOrDefault(version, version + ".0"));
    }
}
