package dev.gkelocal.eventlog;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hears from the client, which asks anyway, what Kafka calls the cluster: the name of this log until it is wiped. */
final class LogIdentity extends ByteArrayDeserializer implements ClusterResourceListener {
    private volatile String id = "";

    @Override
    public void onUpdate(ClusterResource cluster) {
        var named = cluster.clusterId();
        if (named != null) {
            id = named;
        }
    }

    /** Empty until the first answer of a broker. */
    String id() {
        return id;
    }
}
