package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;

/** Prices per hour in USD that scale-up decisions compare. They are not what a customer pays. */
public interface DecisionPrices {
    /** With boot disk, local SSDs and GPUs. */
    double node(NodeOffer node);

    /** What a Pod would cost on a machine of exactly its size, whatever its family. */
    double pod(Resources requests);
}
