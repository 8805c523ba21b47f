package dev.gkelocal.autopilot.service.mirror;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** That something has changed; what, the next look sees. */
record News<T>(Runnable then) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T added) {
        then.run();
    }

    @Override
    public void onUpdate(T before, T after) {
        then.run();
    }

    @Override
    public void onDelete(T deleted, boolean finalStateUnknown) {
        then.run();
    }
}
