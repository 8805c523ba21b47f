package dev.gkelocal.cloudrun.leadership;

/** A lead that a test takes away and gives back. */
public final class SettableLead implements Lead {
    public volatile boolean held = true;

    @Override
    public long epoch() {
        return 1;
    }

    @Override
    public boolean holds() {
        return held;
    }
}
