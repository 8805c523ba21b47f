package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import java.time.Duration;
import java.util.List;

/**
 * Runs and stops instances. Calls return when the request is recorded, not when the instance is up or gone: what becomes
 * of it arrives as {@link InstanceEvent}s, of which the last one for each instance is {@link InstanceEvent.Exited}.
 */
public interface InstanceRuntime {
    void start(InstanceOrder order);

    /** Asks an instance to end (SIGTERM) and ends it by force after the grace. Nothing happens when there is none. */
    void stop(InstanceId id, Duration grace);

    /** Gets ready to take over instances, while another program may still look after them. Returns at once. */
    default void prepare() {}

    /**
     * Takes over the ready instances that an earlier life of this program left behind, and ends those that were not
     * ready yet. To be called once, before the first start.
     */
    List<AdoptedInstance> adopt();

    /** Whether the end of an instance would be noticed now; while it would not, what runs serves on and starts wait. */
    default boolean watching() {
        return true;
    }

    /** This program ends, as it was asked to: stops every instance that nobody would look after, and returns when they are gone. */
    void shutDown(Duration grace);
}
