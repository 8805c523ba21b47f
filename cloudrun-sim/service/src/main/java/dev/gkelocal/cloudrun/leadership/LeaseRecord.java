package dev.gkelocal.cloudrun.leadership;

import java.time.Instant;

/**
 * A lease as it stands at the API server.
 *
 * @param holder {@code POD_SUFFIX}, the suffix new with each start of a program; empty when it was released
 * @param transitions the holder's epoch: rises with each new one
 * @param ingress {@code host:port} at which the holder takes requests; empty until it does
 * @param version by which the API server tells that it was changed meanwhile; empty before it is written
 */
record LeaseRecord(String holder, int transitions, Instant renewTime, String ingress, String version) {

    static LeaseRecord first(String holder, Instant now) {
        return new LeaseRecord(holder, Epochs.at(now), now, "", "");
    }

    static String holder(String pod, String suffix) {
        return pod + "_" + suffix;
    }

    LeaseRecord taken(String by, Instant now) {
        return new LeaseRecord(by, Epochs.after(transitions, now), now, "", version);
    }

    LeaseRecord renewed(Instant now, String servesAt) {
        return new LeaseRecord(holder, transitions, now, servesAt, version);
    }

    LeaseRecord released(Instant now) {
        return new LeaseRecord("", transitions, now, "", version);
    }

    boolean free() {
        return holder.isEmpty();
    }

    String pod() {
        int end = holder.lastIndexOf('_');
        return end < 0 ? holder : holder.substring(0, end);
    }
}
