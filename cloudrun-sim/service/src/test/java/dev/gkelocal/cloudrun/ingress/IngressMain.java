package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RevisionRoute;
import dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.routing.ServiceRoute;
import dev.gkelocal.cloudrun.routing.ServiceRoute.Share;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The ingress alone, for {@code bench/dataplane}, with all that it does in the platform switched on: 50 services, each split over two revisions of two
 * instances, slots, metrics with buckets, trace context and a request log.
 */
public final class IngressMain {
    private static final int SERVICES = 50;
    private static final int CONCURRENCY = 500;
    private static final int LOG_BUFFER = 4096;

    private IngressMain() {}

    /** @param args the port to listen on, and the program's */
    public static void main(String[] args) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(CatalogueMeters.buckets());
        var log = new ArrayBlockingQueue<RequestRecord>(LOG_BUFFER);
        var writer = Thread.ofPlatform().daemon().unstarted(() -> drain(log));
        writer.start();
        var observers = new IngressObservers(
                new Silent(), log::offer, new MicrometerIngressMetrics(registry), RequestTracer.NONE);
        var settings = IngressSettings.of(Integer.parseInt(args[0]), "123456789", "europe-west1");
        var clocks = new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom());
        var ingress = new Ingress(settings, observers, clocks);
        ingress.publish(table(Integer.parseInt(args[1])));
        ingress.start().toCompletionStage().toCompletableFuture().join();
        System.out.println("ready");
        while (true) {
            ingress.takeDemand();
            pause(Duration.ofSeconds(1));
        }
    }

    private static void drain(ArrayBlockingQueue<RequestRecord> log) {
        var batch = new java.util.ArrayList<RequestRecord>(LOG_BUFFER);
        while (true) {
            log.drainTo(batch);
            batch.clear();
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }

    private static RouteTable table(int program) {
        var services = new HashMap<ServiceName, ServiceRoute>();
        var revisions = new HashMap<RevisionName, RevisionRoute>();
        for (int i = 0; i < SERVICES; i++) {
            var service = new ServiceName("bench", "europe-west1", "service" + i);
            var one = service.revision("service" + i + "-00001-abc");
            var two = service.revision("service" + i + "-00002-def");
            revisions.put(one, route(one, program));
            revisions.put(two, route(two, program));
            services.put(service, new ServiceRoute(service, List.of(new Share(one, 50), new Share(two, 50)), Map.of()));
        }
        return new RouteTable(true, services, revisions);
    }

    private static RevisionRoute route(RevisionName name, int program) {
        var instances = List.of(endpoint(name, "a", program), endpoint(name, "b", program));
        return new RevisionRoute(
                name,
                CONCURRENCY,
                Duration.ofSeconds(300),
                Protocol.HTTP1,
                Duration.ofSeconds(10),
                false,
                instances,
                instances.size());
    }

    private static Endpoint endpoint(RevisionName name, String id, int program) {
        return new Endpoint(new InstanceId(name.revision() + "-" + id), "127.0.0.1", program);
    }

    private static final class Silent implements DataPlane.Listener {
        @Override
        public void requestWaits(RevisionName revision, String traceparent) {}

        @Override
        public void instanceUnreachable(InstanceId instance) {}

        @Override
        public void busyChanged(InstanceId instance, int inFlight) {}
    }
}
