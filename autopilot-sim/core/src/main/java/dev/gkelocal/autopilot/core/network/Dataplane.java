package dev.gkelocal.autopilot.core.network;

/** What enforces the policies; they differ in what a CIDR can match and where the metadata server answers (autopilot sheet 6.3). */
public enum Dataplane {
    /** The semantics of the Kubernetes documentation and of the upstream test vectors: a CIDR matches every address in it. */
    KUBERNETES(true),
    /** GKE with Calico: as above; requests to the metadata server are seen going to 169.254.169.252 port 988. */
    V1(true),
    /** GKE Dataplane V2, the only one of Autopilot: Pods and nodes are known by identity, so that no CIDR matches them. */
    V2(false);

    private static final String METADATA_SERVER = "169.254.169.254";

    private final boolean blocksMatchCluster;

    Dataplane(boolean blocksMatchCluster) {
        this.blocksMatchCluster = blocksMatchCluster;
    }

    /** True where an ipBlock or networks entry matches the addresses of Pods and nodes. */
    public boolean blocksMatchCluster() {
        return blocksMatchCluster;
    }

    /** The traffic as policies see it. */
    Traffic seen(Traffic traffic) {
        return this == V1 && isMetadataServer(traffic.to()) && traffic.port() == 80
                ? new Traffic(traffic.from(), End.Outside.at("169.254.169.252"), 988, traffic.protocol())
                : traffic;
    }

    static boolean isMetadataServer(End end) {
        return end instanceof End.Outside outside && outside.name().equals(METADATA_SERVER);
    }
}
