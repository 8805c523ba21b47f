package dev.gkelocal.broker;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that keep the log between them, each of them broker and controller. A majority of them must run.
 *
 * @param node number of this one, from 1
 * @param controllers host:port of each node's controller, in the order of their numbers
 * @param clusterId with which all of them are formatted; empty takes a new one
 */
record Quorum(int node, List<String> controllers, String clusterId) {
    private static final int MOST_COPIES = 3;

    Quorum {
        controllers = List.copyOf(controllers);
        for (var controller : controllers) {
            BrokerSettings.requireAddress("--controllers", controller);
        }
        if (controllers.size() % 2 == 0) {
            throw new IllegalArgumentException("--controllers names " + controllers.size()
                    + " nodes, but a majority is settled by an odd number; " + BrokerSettings.USAGE);
        }
        if (node < 1 || node > controllers.size()) {
            throw new IllegalArgumentException("node " + node + " is none of the " + controllers.size()
                    + " that --controllers names; " + BrokerSettings.USAGE);
        }
        if (controllers.size() > 1 && clusterId.isEmpty()) {
            throw new IllegalArgumentException(
                    "several nodes need one --cluster-id to be formatted with; " + BrokerSettings.USAGE);
        }
    }

    static Quorum alone(int controllerPort) {
        return new Quorum(1, List.of(BrokerSettings.LOOPBACK + ":" + controllerPort), "");
    }

    /** The number of a Pod of a StatefulSet: its ordinal counts from 0. */
    static String nodeOf(Properties system) {
        var pod = system.getProperty("gkelocal.kubernetes.pod", "");
        var ordinal = pod.substring(pod.lastIndexOf('-') + 1);
        return ordinal.matches("\\d{1,4}") ? Integer.toString(Integer.parseInt(ordinal) + 1) : "";
    }

    /** @param controllers host:port of each, parted by commas; null for one node */
    static Quorum of(@Nullable String controllers, String node, String clusterId, int controllerPort) {
        return controllers == null || controllers.isEmpty()
                ? alone(controllerPort)
                : new Quorum(BrokerSettings.number("--node", node), List.of(controllers.split(",", -1)), clusterId);
    }

    boolean isAlone() {
        return controllers.size() == 1;
    }

    /** This node's controller as the others find it. */
    String controller() {
        return controllers.get(node - 1);
    }

    /** As Kafka writes it: {@code 1@host:port,2@host:port}. */
    String voters() {
        return IntStream.range(0, controllers.size())
                .mapToObj(index -> index + 1 + "@" + controllers.get(index))
                .collect(Collectors.joining(","));
    }

    /** How many nodes keep each record. */
    int copies() {
        return Math.min(MOST_COPIES, controllers.size());
    }

    /** How many of these must have a record before it is acknowledged: with three, one may be lost. */
    int copiesBeforeAcknowledged() {
        return Math.max(1, copies() - 1);
    }
}
