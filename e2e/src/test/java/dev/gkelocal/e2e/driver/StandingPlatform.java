package dev.gkelocal.e2e.driver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The platform that somebody else brought up in the cluster. It stays as it is, but for the services of the tests. */
final class StandingPlatform {
    private static final Pattern SETTING = Pattern.compile("\"-D([^=]+)=(.*)\"");

    private StandingPlatform() {}

    /** Skips the test when the platform was set in another way than the test needs it. */
    static Outcome adopt(Sandbox sandbox) {
        var settings = settings();
        sandbox.wanted().forEach((key, value) -> {
            var found = settings.getOrDefault("gkelocal." + key, "");
            assumeTrue(
                    found.equals(value),
                    "the platform in the cluster has %s: %s, this test needs %s".formatted(key, found, value));
        });
        var port = settings.get("gkelocal.kubernetes.public_port");
        var endpoints = JsonNodeFactory.instance.objectNode();
        endpoints.put("gateway", "http://gke-local.localhost:" + port);
        endpoints.put("cloudRunAdmin", "http://run.gke-local.localhost:" + port);
        endpoints.put("cloudRunIngress", "http://127.0.0.1:" + port);
        endpoints.put("autopilot", "http://autopilot.gke-local.localhost:" + port);
        endpoints.putObject("kubernetes").put("context", Target.context()).put("namespace", Cluster.PLATFORM);
        sandbox.write(".gke-local/endpoints.json", endpoints.toPrettyString());
        return new Outcome("up", 0, "", "Platform ready, as it was before", Duration.ZERO);
    }

    /** Removes what the tests deployed. */
    static Outcome release(Sandbox sandbox) {
        try {
            if (!sandbox.home().endpoints().isMissingNode()) {
                var web = sandbox.web();
                for (var service :
                        Json.parse(web.admin("GET", Web.SERVICES, "").body()).path("services")) {
                    web.admin("DELETE", "/v2/" + service.path("name").asText(), "");
                }
            }
            return new Outcome("down", 0, "", "", Duration.ZERO);
        } catch (IOException away) {
            return new Outcome("down", 1, "", away.toString(), Duration.ZERO);
        }
    }

    private static Map<String, String> settings() {
        var map = Cluster.get()
                .client()
                .configMaps()
                .inNamespace(Cluster.PLATFORM)
                .withName(Part.CLOUD_RUN.workload())
                .get();
        assumeTrue(map != null, "no platform is in the cluster of context " + Target.context());
        return SETTING.matcher(map.getData().get("settings.args"))
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }
}
