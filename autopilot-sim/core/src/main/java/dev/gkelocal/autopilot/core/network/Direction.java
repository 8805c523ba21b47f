package dev.gkelocal.autopilot.core.network;

/** Whose rules are asked: ingress = those of the destination, egress = those of the source. */
public enum Direction {
    INGRESS("ingress", "from"),
    EGRESS("egress", "to");

    private final String field;
    private final String peers;

    Direction(String field, String peers) {
        this.field = field;
        this.peers = peers;
    }

    /** The field of a policy that holds the rules. */
    public String field() {
        return field;
    }

    /** The field of a rule that holds its peers. */
    public String peers() {
        return peers;
    }
}
