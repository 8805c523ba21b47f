package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A platform with Prometheus and Jaeger, and the demo played on it: in a cluster the shared one, else one that was started by hand
 * and is named by the environment. Without one the test is skipped.
 */
public final class MonitoredPlatform implements BeforeAllCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(MonitoredPlatform.class);
    private static final String NO_PLATFORM = "neither GKE_LOCAL_KUBE_CONTEXT nor GKE_LOCAL_PROMETHEUS_URL is set";
    private static final String WHAT = "dashboards, alerts and traces of a monitored platform";

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(STORE).put(Monitored.class, find(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Monitored.class;
    }

    @Override
    public Monitored resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).get(Monitored.class, Monitored.class);
    }

    private static Monitored find(ExtensionContext context) {
        if (Target.isKind()) {
            var sandbox = SharedPlatform.ready(context);
            playDemo(sandbox);
            return Monitored.in(sandbox);
        }
        return Monitored.fromEnvironment().orElseGet(() -> {
            FaultReport.skipped(WHAT, NO_PLATFORM);
            return Assumptions.abort(NO_PLATFORM);
        });
    }

    private static void playDemo(Sandbox sandbox) {
        var demo = sandbox.run("demo", "--json").orFail();
        var seen = demo.json();
        assertThat(seen.path("startedAtZero").asBoolean()).as(demo.all()).isTrue();
        assertThat(seen.path("peakInstances").asInt()).as(demo.all()).isGreaterThan(1);
        assertThat(seen.path("reachedZero").asBoolean()).as(demo.all()).isTrue();
        FaultReport.row(
                "demo on Pods",
                demo.took(),
                "0 to %d to 0 instances, %d cold starts, load %s"
                        .formatted(
                                seen.path("peakInstances").asInt(),
                                seen.path("coldStarts").asInt(),
                                seen.path("load")));
    }
}
