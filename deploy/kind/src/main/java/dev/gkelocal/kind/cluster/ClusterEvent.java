package dev.gkelocal.kind.cluster;

import java.time.Duration;
import java.util.List;

/**
 * What happens to a cluster while a command is at work on it (requirements sheet, section 3). Events go to whoever asked for the work and
 * nowhere else: no platform need run while its cluster is made.
 */
public sealed interface ClusterEvent {

    /** The event's name in that sheet. */
    String type();

    /** One line for a person. */
    String words();

    record Creating(String cluster, Template template, int nodes) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_creating";
        }

        @Override
        public String words() {
            return "Making cluster %s from template %s, %d %s"
                    .formatted(cluster, template.word(), nodes, nodes == 1 ? "node" : "nodes");
        }
    }

    /** Something was done on the way, or is about to be. */
    record Step(String cluster, String what) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_step";
        }

        @Override
        public String words() {
            return what;
        }
    }

    record Ready(String cluster, Duration took) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_ready";
        }

        @Override
        public String words() {
            return "Cluster %s is ready after %d s".formatted(cluster, took.toSeconds());
        }
    }

    record Failed(String cluster, String sentence) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_error";
        }

        @Override
        public String words() {
            return sentence;
        }
    }

    record Deleting(String cluster) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_deleting";
        }

        @Override
        public String words() {
            return "Deleting cluster " + cluster;
        }
    }

    record Deleted(String cluster) implements ClusterEvent {
        @Override
        public String type() {
            return "cluster_deleted";
        }

        @Override
        public String words() {
            return "Cluster " + cluster + " is deleted";
        }
    }

    record StateChanged(String cluster, ClusterState previous, ClusterState next) implements ClusterEvent {
        @Override
        public String type() {
            return "state_changed";
        }

        @Override
        public String words() {
            return "%s: %s -> %s".formatted(cluster, previous.word(), next.word());
        }
    }

    record UnhealthyNodes(String cluster, List<String> nodes) implements ClusterEvent {
        public UnhealthyNodes {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String type() {
            return "unhealthy_nodes";
        }

        @Override
        public String words() {
            return nodes.size() == 1 ? "Waiting for " + nodes.getFirst() : "Waiting for " + nodes.size() + " nodes";
        }
    }

    record MonitoringError(String cluster, String sentence) implements ClusterEvent {
        @Override
        public String type() {
            return "monitoring_error";
        }

        @Override
        public String words() {
            return "Cannot look at " + cluster + ": " + sentence;
        }
    }
}
