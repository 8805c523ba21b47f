package dev.gkelocal.cloudrun.leadership;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether this program decides and writes, or stands by while another does. */
public interface Leadership extends Lead {

    /**
     * No requests are sent here because of what a former life of this program left behind.
     *
     * @return completed when that is so
     */
    CompletableFuture<Void> stepAside();

    /**
     * Stands by from now on. To be called once this program could take over at once.
     *
     * @return completed when it leads
     */
    CompletableFuture<Void> acquire();

    /** Whether another one is known to lead. */
    boolean standsBy();

    /** Requests may come here from now on. May block. */
    void serves();

    /**
     * Gives the lead to another, if there is one. This program must not decide any more before it calls. May block.
     *
     * @return where requests go from now on, once the other takes them; empty when there is no other
     */
    Optional<Successor> handOver();

    /** The other one takes all requests: none are to be sent here any more. */
    void leave();

    /** Where the ingress of another replica listens. */
    record Successor(String host, int port) {}

    /** Of a program that has no replicas. @param epoch above those of its former lives, if these were one of several */
    static Leadership alone(long epoch) {
        return new Alone(epoch);
    }
}
