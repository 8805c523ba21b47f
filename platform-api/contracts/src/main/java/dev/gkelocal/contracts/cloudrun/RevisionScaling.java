package dev.gkelocal.contracts.cloudrun;

/**
 * Instance limits of one revision.
 *
 * @param minInstanceCount kept warm while the revision has traffic or a tag
 * @param maxInstanceCount 100 unless set (cloudrun sheet 2.1)
 */
public record RevisionScaling(int minInstanceCount, int maxInstanceCount) {}
