package dev.gkelocal.cloudrun.core.scaling;

/**
 * One signal that asks for instances. The autoscaler takes the largest answer (cloudrun sheet 2.2); CPU and automatic
 * concurrency tuning are drivers of their own.
 */
public interface Driver {

    /** Instances wanted, before any limit. */
    int wanted(RevisionFacts facts);
}
