package dev.gkelocal.cloudrun.logs;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;

/** Reads what instances print into the store, while there are any. */
public interface Outputs extends AutoCloseable {
    void attach(InstanceId id, RevisionName revision);

    /** It has ended: reads the rest. */
    void detach(InstanceId id);

    @Override
    void close();

    /** Where the runtime reads it by itself. */
    Outputs NONE = new Outputs() {
        @Override
        public void attach(InstanceId id, RevisionName revision) {}

        @Override
        public void detach(InstanceId id) {}

        @Override
        public void close() {}
    };
}
