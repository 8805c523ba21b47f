package dev.gkelocal.cloudrun.pods;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Pods of one namespace at the API server. Calls block. */
interface PodApi extends AutoCloseable {

    /** What came of a write. */
    sealed interface Written {
        record Done() implements Written {}

        /** For good: repeating it changes nothing. */
        record Refused(String message) implements Written {}

        /** Perhaps done, perhaps not; to be repeated. */
        record Unknown(String message) implements Written {}
    }

    /** A Pod of this name that is already there counts as done: names are given once. */
    Written create(Pod pod);

    /** A Pod that is already gone counts as done. */
    Written delete(String name, Duration grace);

    Written annotate(String name, Map<String, String> annotations);

    /**
     * Tells every change of our Pods from now on, over broken connections too.
     *
     * @return those that are there, once the API server answered
     */
    List<Pod> watch(Watcher watcher) throws InterruptedException;

    /** Our Pods as they were told last. */
    List<Pod> known();

    /** Told on one thread, in order. */
    interface Watcher {
        void changed(Pod pod);

        /** @param last as it was seen last */
        void deleted(Pod last);
    }

    /** Whether changes are being told: false while the API server cannot be reached. */
    boolean connected();

    /**
     * The output of a Pod's container, each line with its time in front, until it ends or the connection breaks.
     *
     * @param since from which on; absent for the newest lines and those to come
     */
    InputStream output(String name, @Nullable Instant since) throws IOException;

    @Override
    void close();
}
