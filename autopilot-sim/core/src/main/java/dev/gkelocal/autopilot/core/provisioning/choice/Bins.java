package dev.gkelocal.autopilot.core.provisioning.choice;

/** New nodes of one group under simulation, numbered from 0. */
public interface Bins {
    /** Adds an empty node. */
    void open();

    /** Places one Pod of the batch on the node if all rules allow it. */
    boolean place(PodBatch batch, int node);
}
