package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Cloud Run front end of this machine. One server and one set of connections to instances per event loop; what the loops
 * share is the route table, which they read, and the lanes, which are lock-free.
 */
public final class Ingress implements DataPlane {
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";
    private static final String ANY = "0.0.0.0";

    private final IngressSettings settings;
    private final FrontDoor door;
    private final Vertx vertx;
    private final IngressObservers observers;
    private final Clocks clocks;
    private final List<IngressLoop> loops = new ArrayList<>();
    /** Changed under this object's lock only. */
    private final Map<RevisionName, RevisionLane> lanes = new ConcurrentHashMap<>();

    private final int port;
    private volatile Routes routes;
    private RouteTable table = RouteTable.EMPTY;
    /** Absent while requests are this ingress' own. */
    private @Nullable Endpoint successor;

    /** Makes an engine of its own: {@link #close} ends it. */
    public Ingress(IngressSettings settings, IngressObservers observers, Clocks clocks) {
        this.settings = settings;
        this.observers = observers;
        this.clocks = clocks;
        this.door = new FrontDoor(settings.limits());
        this.vertx = door.engine(settings.loops());
        this.port = settings.port() == 0 ? freePort() : settings.port();
        this.routes = new Routes();
    }

    /** Listens. Fails when the port is taken. */
    public Future<Void> start() {
        var hosts = hosts();
        for (int i = 0; i < settings.loops(); i++) {
            loops.add(new IngressLoop(settings, observers, clocks, port, hosts, () -> routes));
        }
        var next = loops.iterator();
        return vertx.deployVerticle(next::next, new DeploymentOptions().setInstances(settings.loops()))
                .recover(e -> Future.failedFuture(new IOException(
                        "the ingress cannot listen on " + String.join(" and ", hosts) + " port " + port + ": "
                                + e.getMessage(),
                        e)))
                .mapEmpty();
    }

    private List<String> hosts() {
        if (settings.everywhere()) {
            return List.of(ANY);
        }
        return hasIpv6() ? List.of(IPV4, IPV6) : List.of(IPV4);
    }

    public int port() {
        return port;
    }

    /** Takes no new connections, lets requests end for as long as {@code grace}, then closes what is left. */
    public Future<Void> close(Duration grace) {
        door.shut();
        var drained = Future.all(loops.stream().map(IngressLoop::drain).toList());
        return drained.timeout(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS)
                .transform(ended -> Future.all(
                        vertx.deploymentIDs().stream().map(vertx::undeploy).toList()))
                .mapEmpty();
    }

    /** From now on every request goes to the ingress of another replica, those too that wait here; clients are to connect anew. */
    public synchronized void handOver(String host, int to) {
        successor = Endpoint.replica(host, to);
        publish(table);
        loops.forEach(IngressLoop::sendAway);
    }

    /** Completes when clients have closed all connections; fails after {@code patience}. */
    public Future<Void> deserted(Duration patience) {
        return Future.all(loops.stream().map(IngressLoop::deserted).toList())
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    @Override
    public synchronized void publish(RouteTable wanted) {
        var next = successor == null ? wanted : wanted.sentTo(successor);
        var now = clocks.nanos().getAsLong();
        next.revisions().forEach((name, route) -> {
            var lane = lanes.computeIfAbsent(
                    name, it -> new RevisionLane(route, observers.listener(), observers.metrics(), now));
            lane.change(route, now);
        });
        table = next;
        routes = new Routes(next, lanes, settings, port);
        for (var lane : lanes.values()) {
            if (!next.revisions().containsKey(lane.name)) {
                lane.retire(next.enabled() ? Refusal.NOT_FOUND : Refusal.DISABLED, now);
            }
        }
        forgetRetired();
    }

    /** A revision that left the table stays until its last request has ended and its demand was taken. */
    private void forgetRetired() {
        lanes.values().removeIf(lane -> {
            var gone = !table.revisions().containsKey(lane.name) && lane.isIdle();
            if (gone) {
                lane.meters.close();
            }
            return gone;
        });
    }

    @Override
    public synchronized Map<RevisionName, Demand> takeDemand() {
        var now = clocks.nanos().getAsLong();
        var all = new HashMap<RevisionName, Demand>();
        for (var lane : lanes.values()) {
            var demand = lane.demand.take(now, lane.waiting());
            if (demand.requests() > 0 || demand.averageConcurrency() > 0) {
                all.put(lane.name, demand);
            }
        }
        forgetRetired();
        return all;
    }

    @Override
    public synchronized Map<InstanceId, Integer> inFlight() {
        var all = new HashMap<InstanceId, Integer>();
        lanes.values().forEach(it -> it.countInFlight(all));
        return all;
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(IPV4))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the ingress", e);
        }
    }

    private static boolean hasIpv6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(it -> it instanceof java.net.Inet6Address && it.isLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the network interfaces", e);
        }
    }
}
