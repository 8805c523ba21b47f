package dev.gkelocal.cloudrun.leadership;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.UUID;

/** Leadership by the lease {@code cloudrun-sim} of the platform's namespace. */
public final class Leases {
    private static final String NAME = "cloudrun-sim";
    private static final int SUFFIX = 8;

    private Leases() {}

    /**
     * @param pod that this program runs in
     * @param address at which its ingress will listen
     * @param lost called once when another one took the lead
     */
    public static Leadership lead(
            KubernetesClient client, String namespace, String pod, String address, InstantSource clock, Runnable lost) {
        var suffix = UUID.randomUUID().toString().substring(0, SUFFIX);
        LastWord.leave(LastWord.FILE, LeaseRecord.holder(pod, suffix));
        return new LeaseLeadership(
                new KubernetesLease(client, namespace, NAME), pod, suffix, address, steady(clock), lost);
    }

    /** Begins with the clock and goes on by itself when that is set to another time. */
    private static InstantSource steady(InstantSource clock) {
        var begin = clock.instant();
        long origin = System.nanoTime();
        return () -> begin.plusNanos(System.nanoTime() - origin);
    }
}
