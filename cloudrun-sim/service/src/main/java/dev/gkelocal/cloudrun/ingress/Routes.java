package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.ingress.Destination.Share;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.routing.ServiceRoute;
import dev.gkelocal.contracts.RevisionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A route table made ready for look-up by address. Immutable; the lanes it leads to are not. */
final class Routes {
    private static final String DOMAIN = ".run.localhost";
    private static final String TAG_MARK = "---";
    /** A longer first label has no address (cloudrun sheet 4.3). */
    private static final int LONGEST_LABEL = 63;

    /** Of every request; absent where services are looked up. */
    final @Nullable Refusal refusal;

    private final Map<String, Destination> byHost = new HashMap<>();
    private final Map<String, Destination> byName = new HashMap<>();

    Routes(RouteTable table, Map<RevisionName, RevisionLane> lanes, IngressSettings settings, int port) {
        refusal = table.enabled() ? null : Refusal.DISABLED;
        for (var service : table.services().values()) {
            add("", service, new Destination(service.name(), shares(service, lanes)), settings, port);
            service.tags().forEach((tag, revision) -> {
                var lane = lanes.get(revision);
                var only = lane == null ? List.<Share>of() : List.of(new Share(lane, 100));
                add(tag + TAG_MARK, service, new Destination(service.name(), only), settings, port);
            });
        }
    }

    /** Before a first table was published. */
    Routes() {
        refusal = Refusal.STANDS_BY;
    }

    private static List<Share> shares(ServiceRoute service, Map<RevisionName, RevisionLane> lanes) {
        var shares = new ArrayList<Share>();
        for (var share : service.shares()) {
            var lane = lanes.get(share.revision());
            if (lane != null && share.percent() > 0) {
                shares.add(new Share(lane, share.percent()));
            }
        }
        return shares;
    }

    private void add(String tag, ServiceRoute service, Destination to, IngressSettings settings, int port) {
        var name = service.name();
        var label = tag + name.service() + "-" + settings.projectNumber();
        if (label.length() <= LONGEST_LABEL) {
            var host = label + "." + name.region() + DOMAIN;
            byHost.put(host, to);
            byHost.put(host + ":" + port, to);
        }
        if (name.region().equals(settings.region())) {
            byName.put(tag + name.service(), to);
        }
    }

    /**
     * By {@code [TAG---]SERVICE-PROJECTNUMBER.REGION.run.localhost}, else by the {@code X-Service-Name} header.
     *
     * @param authority the host, with or without a port
     */
    @Nullable
    Destination find(String authority, @Nullable String serviceName) {
        var exact = byHost.get(authority);
        if (exact != null) {
            return exact;
        }
        var host = host(authority);
        if (host.endsWith(DOMAIN)) {
            return byHost.get(host);
        }
        return serviceName == null ? null : byName.get(serviceName);
    }

    private static String host(String authority) {
        var colon = authority.lastIndexOf(':');
        var host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
