package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.service.certificates.Certificates;
import dev.gkelocal.autopilot.service.enforcement.EnforcementStatus.State;
import dev.gkelocal.autopilot.service.review.ReviewMeters;
import dev.gkelocal.autopilot.service.review.Reviews;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the API server calls the webhooks: certificates, configurations, the label of the default namespace, the nodes. Looks
 * again every minute and repairs what somebody has changed.
 */
public final class Enforcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Enforcer.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** After a failure. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String MANAGER = "gke-local";
    private static final String SIMULATED = "autopilot.gke-local.dev/simulated";

    private final KubernetesClient client;
    private final Wish wish;
    private final Vertx vertx;
    private final Reviews reviews;
    private final InstantSource clock;
    private final CertificateStore store;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("enforcement").daemon().factory());

    private volatile EnforcementStatus status;
    // on the loop alone
    private @Nullable WebhookServer server;
    private @Nullable Certificates presented;

    public Enforcer(KubernetesClient client, Wish wish, Vertx vertx, Reviews reviews, InstantSource clock) {
        this.client = client;
        this.wish = wish;
        this.vertx = vertx;
        this.reviews = reviews;
        this.clock = clock;
        store = new CertificateStore(client, wish.namespace(), wish.reach().names());
        status = EnforcementStatus.starting(clock.instant());
        reviews.advertise(wish.advertised()::apply);
    }

    /** @param registry gets the flag that tells whether the rules hold */
    public void begin(MeterRegistry registry) {
        CatalogueMeters.gauge(registry, MetricCatalogue.AUTOPILOT_ENFORCED, this::flag);
        loop.execute(this::look);
    }

    public EnforcementStatus status() {
        return status;
    }

    private void look() {
        var before = status;
        Duration next = EVERY;
        try {
            status = before.then(enforce());
        } catch (RuntimeException e) {
            status = before.then(failing(e));
            next = SOON;
        }
        say(before, status);
        if (!loop.isShutdown()) {
            loop.schedule(this::look, next.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private double flag() {
        return switch (status.state()) {
            case ENFORCING -> 1;
            case STARTING, FAILING -> 0;
            case OFF, REAL_GKE -> Double.NaN;
        };
    }

    private void say(EnforcementStatus before, EnforcementStatus now) {
        if (before.state() != now.state() || !before.why().equals(now.why())) {
            if (now.state() == State.FAILING) {
                LOG.error("Autopilot's rules are not enforced: {}", now.why());
            } else {
                LOG.info("enforcement state={} {}", now.state(), now.why());
            }
        }
    }

    private EnforcementStatus enforce() {
        var nodes = client.nodes().list().getItems();
        if (isGke(nodes)) {
            return idle(
                    State.REAL_GKE,
                    "this is a real GKE cluster: its own rules hold, and ours stay away",
                    Authorization.UNKNOWN);
        }
        if (wish.mode() == Wish.Mode.OFF) {
            return idle(
                    State.OFF,
                    "switched off; `gke-local up --kind --enforce` switches it on",
                    Authorization.of(client));
        }
        if (wish.mode() == Wish.Mode.AUTO && nodes.stream().noneMatch(Enforcer::isKind)) {
            return idle(
                    State.OFF,
                    "this is no Kind cluster, and nobody asked for it; `gke-local up --kind --enforce` switches it on",
                    Authorization.of(client));
        }
        var now = clock.instant();
        var certificates = store.current(now);
        serve(certificates);
        for (var each :
                new Webhooks(wish.reach(), certificates.trusted(), wish.version(), wish.spared()).configurations()) {
            apply(each);
        }
        labelDefault();
        var how = advertise(certificates);
        nodes.stream().filter(Enforcer::isKind).forEach(this::enlarge);
        return new EnforcementStatus(
                State.ENFORCING,
                "the API server calls the webhooks at " + wish.reach().words(),
                now,
                now,
                wish.reach().words(),
                certificates.until(),
                how,
                namespaces(),
                Authorization.of(client));
    }

    private EnforcementStatus idle(State state, String why, Authorization authorization) {
        var now = clock.instant();
        return new EnforcementStatus(state, why, now, now, "", null, "none", List.of(), authorization);
    }

    private EnforcementStatus failing(RuntimeException e) {
        var now = clock.instant();
        return new EnforcementStatus(
                State.FAILING,
                why(e),
                now,
                now,
                wish.reach().words(),
                presented == null ? null : presented.until(),
                "none",
                List.of(),
                Authorization.UNKNOWN);
    }

    private static String why(RuntimeException e) {
        if (e instanceof KubernetesClientException refused && refused.getCode() == 403) {
            return "the API server does not let us: " + refused.getMessage()
                    + ". The ClusterRole of autopilot-sim names what it needs";
        }
        return String.valueOf(e.getMessage());
    }

    private void serve(Certificates certificates) {
        if (server == null) {
            server = WebhookServer.open(vertx, "0.0.0.0", wish.port(), certificates, reviews)
                    .join();
            LOG.info("webhooks listen port={} certificateUntil={}", server.port(), certificates.until());
            var _ = new ReviewRehearsal(vertx, certificates, reviews.apart(new ReviewMeters(new SimpleMeterRegistry())))
                    .play();
        } else if (presented != null
                && !presented
                        .server()
                        .certificate()
                        .equals(certificates.server().certificate())) {
            server.present(certificates).join();
            LOG.info("certificate renewed until={}", certificates.until());
        }
        presented = certificates;
    }

    private void apply(HasMetadata object) {
        client.resource(object).fieldManager(MANAGER).forceConflicts().serverSideApply();
    }

    private List<String> namespaces() {
        return client.namespaces().withLabel(Webhooks.ENFORCED, "true").list().getItems().stream()
                .map(it -> it.getMetadata().getName())
                .filter(it -> !wish.spared().contains(it))
                .sorted()
                .toList();
    }

    /** On by default; a user's own word is not touched. */
    private void labelDefault() {
        var namespace = client.namespaces().withName("default").get();
        if (namespace != null && !namespace.getMetadata().getLabels().containsKey(Webhooks.ENFORCED)) {
            client.namespaces().withName("default").edit(it -> {
                it.getMetadata().getLabels().put(Webhooks.ENFORCED, "true");
                return it;
            });
        }
    }

    /** @return the way that was taken */
    private String advertise(Certificates certificates) {
        var nodeStatus = new NodeStatus(wish.advertised());
        var webhooks = client.admissionRegistration().v1().mutatingWebhookConfigurations();
        var version = policies();
        if (version.isEmpty()) {
            apply(nodeStatus.webhook(wish.reach(), certificates.trusted()));
            return "webhook";
        }
        nodeStatus.policy(version).forEach(this::apply);
        webhooks.withName(NodeStatus.NAME).delete();
        return "policy";
    }

    /** Version of the API for policies that change objects; empty where the server has none. */
    private String policies() {
        for (var version : List.of("v1", "v1beta1")) {
            var resources = client.getApiResources(NodeStatus.GROUP + "/" + version);
            if (resources != null
                    && resources.getResources().stream()
                            .map(APIResource::getName)
                            .anyMatch(NodeStatus.POLICIES::equals)) {
                return version;
            }
        }
        return "";
    }

    /** Kubelet reports only every five minutes while nothing changes: the first word is ours. */
    private void enlarge(Node node) {
        if (wish.advertised().isShownBy(node.getStatus().getCapacity())) {
            return;
        }
        client.nodes().withName(node.getMetadata().getName()).editStatus(it -> {
            wish.advertised().quantities().forEach((name, quantity) -> {
                it.getStatus().getCapacity().put(name, new Quantity(quantity));
                it.getStatus().getAllocatable().put(name, new Quantity(quantity));
            });
            return it;
        });
        LOG.info("node advertises more node={} {}", node.getMetadata().getName(), wish.advertised());
    }

    private boolean isGke(List<Node> nodes) {
        var version = client.getKubernetesVersion();
        return (version != null && String.valueOf(version.getGitVersion()).contains("-gke."))
                || nodes.stream()
                        .filter(it -> !labels(it).containsKey(SIMULATED))
                        .anyMatch(it -> it.getMetadata().getName().startsWith("gk3-")
                                || labels(it).containsKey("cloud.google.com/gke-nodepool"));
    }

    private static Map<String, String> labels(Node node) {
        var labels = node.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static boolean isKind(Node node) {
        var provider = node.getSpec().getProviderID();
        return provider != null && provider.startsWith(Advertised.KIND);
    }

    /** What was installed stays: the webhooks are ignored while nobody answers, and back when somebody does. */
    @Override
    public void close() {
        loop.shutdownNow();
        if (server != null) {
            server.close();
        }
    }
}
