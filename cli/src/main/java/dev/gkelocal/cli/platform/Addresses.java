package dev.gkelocal.cli.platform;

import dev.gkelocal.embedded.state.Endpoints;

/** Where a running platform is found. */
public final class Addresses {
    private Addresses() {}

    public static String text(Endpoints endpoints) {
        return """
                  page and API      %s/
                  Cloud Run API     %s
                  services          %s (Host: SERVICE-NUMBER.REGION.run.localhost)
                  Autopilot API     %s
                  Kafka             %s""".formatted(
                        endpoints.gateway(),
                        endpoints.cloudRunAdmin(),
                        endpoints.cloudRunIngress(),
                        endpoints.autopilot(),
                        endpoints.kafka());
    }
}
