package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.service.enforcement.EnforcementStatus;
import dev.gkelocal.autopilot.service.enforcement.Enforcer;
import dev.gkelocal.autopilot.service.enforcement.Wish;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.autopilot.service.mirror.Mirror;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** What runs only where the service is in a Kubernetes cluster. No other class of the embedded start loads the Kubernetes client. */
final class ClusterMode implements AutoCloseable {
    private final KubernetesClient client;
    private final Enforcer enforcer;
    private final Mirror mirror;

    private ClusterMode(KubernetesClient client, Enforcer enforcer, Mirror mirror) {
        this.client = client;
        this.enforcer = enforcer;
        this.mirror = mirror;
    }

    static ClusterMode begin(
            Settings settings,
            Vertx vertx,
            Reviews reviews,
            LiveCluster cluster,
            MeterRegistry registry,
            InstantSource clock) {
        var context = settings.kubernetes().getProperty("gkelocal.kubernetes.context", "");
        var client = new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(context.isEmpty() ? null : context))
                .build();
        var wish = Wish.of(
                settings.kubernetes(), ClusterVersion.of(settings.autopilot().clusterVersion()));
        var enforcer = new Enforcer(client, wish, vertx, reviews, clock);
        var mirror = new Mirror(
                client,
                cluster,
                reviews,
                enforcer::status,
                clock,
                settings.autopilot().clusterVersion());
        enforcer.begin(registry);
        mirror.begin();
        return new ClusterMode(client, enforcer, mirror);
    }

    EnforcementStatus status() {
        return enforcer.status();
    }

    @Override
    public void close() {
        mirror.close();
        enforcer.close();
        client.close();
    }
}
