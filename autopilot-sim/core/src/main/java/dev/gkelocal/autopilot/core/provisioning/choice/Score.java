package dev.gkelocal.autopilot.core.provisioning.choice;

/**
 * How an option scores; less is better (autopilot sheet 3.3). Prices are USD for one hour.
 *
 * @param nodesPrice of the added nodes, with the discount for reserved ones
 * @param podsPrice of the Pods that they take
 * @param reclaimablePrice of the room that later Pods will probably use
 * @param stabilizationPrice of a Pod of 500m and 500 MiB, added on both sides so that tiny Pods don't decide
 * @param priceRatio what is paid over what is used
 * @param preferredCpus of a node, for a cluster of this size
 * @param unfitness how far the node is from the preferred size: 1 = is it
 * @param suppressed unfitness as damped by the number of nodes; of accelerator nodes 1000 for each accelerator
 * @param creationPenalty 1 for groups that exist
 * @param familyBalance below 1 for the family that has less than its share
 * @param score suppressed x priceRatio x creationPenalty x familyBalance
 */
public record Score(
        double nodesPrice,
        double podsPrice,
        double reclaimablePrice,
        double stabilizationPrice,
        double priceRatio,
        int preferredCpus,
        double unfitness,
        double suppressed,
        double creationPenalty,
        double familyBalance,
        double score) {}
