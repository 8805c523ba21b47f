package dev.gkelocal.e2e.driver;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /** Those among the names. @param name of a part, as they have it */
    static List<Part> among(Stream<String> names, Function<Part, String> name) {
        return names.flatMap(it ->
                        Arrays.stream(values()).filter(part -> name.apply(part).equals(it)))
                .toList();
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
