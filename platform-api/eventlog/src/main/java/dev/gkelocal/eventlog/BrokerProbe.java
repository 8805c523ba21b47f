package dev.gkelocal.eventlog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anyone listens at the broker's address. A Kafka client does not tell: it retries in silence, so a write while
 * the broker is away would only ever time out with its outcome unknown.
 */
final class BrokerProbe {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);
    private static final int CONNECT_MILLIS = 500;

    private final List<String> addresses;
    private final EventLogMetrics metrics;
    private volatile boolean reachable = true;

    BrokerProbe(String bootstrap, EventLogMetrics metrics) {
        this.addresses =
                Arrays.stream(bootstrap.split(",", -1)).map(String::strip).toList();
        this.metrics = metrics;
    }

    /** As last seen, without asking. */
    boolean lastSeen() {
        return reachable;
    }

    /** Asks now; on loopback the answer takes well under a millisecond. */
    boolean reachable() {
        note(addresses.stream().anyMatch(BrokerProbe::listens));
        return reachable;
    }

    private synchronized void note(boolean now) {
        if (now != reachable) {
            reachable = now;
            metrics.brokerReachable(now);
            if (now) {
                LOG.info("broker is back address={}", addresses);
            } else {
                LOG.warn("broker is away address={}", addresses);
            }
        }
    }

    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket()) {
            var port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
            return true;
        } catch (IOException away) {
            return false;
        }
    }
}
