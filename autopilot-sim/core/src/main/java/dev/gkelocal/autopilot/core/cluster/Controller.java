package dev.gkelocal.autopilot.core.cluster;

/** Brings what there is nearer to what an object asks for; called whenever either may have changed. */
interface Controller {
    void reconcile(StoredObject object);
}
