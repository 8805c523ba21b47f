package dev.gkelocal.cloudrun.leadership;

import dev.gkelocal.cloudrun.leadership.LeaseRules.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads while it holds a lease. A leader whose lease ran out because it could not renew it decides and writes nothing until it could;
 * requests still flow. One that finds its lease taken must end.
 */
final class LeaseLeadership implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    static final Duration DURATION = Duration.ofSeconds(3);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);
    /** For another replica to see that the lease is free; it looks far more often. */
    private static final Duration NOBODY_THERE = Duration.ofSeconds(2);
    /** For a new leader to take over instances and routes. */
    private static final Duration TAKEOVER = Duration.ofSeconds(15);

    private final LeaseApi api;
    private final LeaseRules rules;
    private final String pod;
    private final String address;
    private final InstantSource clock;
    private final Runnable lost;
    private final CompletableFuture<Void> acquired = new CompletableFuture<>();
    private volatile long epoch;
    /** Others take the lease later than this: it was written after this minus its duration. */
    private volatile Instant holdsUntil = Instant.MIN;

    private volatile boolean standsBy;
    private volatile boolean ended;
    /** Guarded by this, as is everything below. */
    private @Nullable LeaseRecord seen;

    private Instant changed = Instant.EPOCH;
    /** Pod of the leader that was found gone; empty when it left in good order. */
    private volatile String vanished = "";

    private boolean leading;
    private boolean serving;

    /**
     * @param pod that this program runs in
     * @param suffix that no other start of a program has
     * @param address at which the ingress listens once it does
     * @param clock that never jumps
     * @param lost called once when another one took the lead
     */
    LeaseLeadership(LeaseApi api, String pod, String suffix, String address, InstantSource clock, Runnable lost) {
        this.api = api;
        this.rules = new LeaseRules(LeaseRecord.holder(pod, suffix), DURATION, RENEWAL);
        this.pod = pod;
        this.address = address;
        this.clock = clock;
        this.lost = lost;
    }

    @Override
    public CompletableFuture<Void> stepAside() {
        var aside = new CompletableFuture<Void>();
        Thread.ofVirtual().name("label").start(() -> {
            try {
                labelUntilDone(false);
                aside.complete(null);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return aside;
    }

    @Override
    public CompletableFuture<Void> acquire() {
        Thread.ofVirtual().name("leadership").start(this::run);
        return acquired;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean holds() {
        return clock.instant().isBefore(holdsUntil);
    }

    @Override
    public boolean standsBy() {
        return standsBy;
    }

    private void run() {
        try {
            while (!ended) {
                look();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("the lease is no longer looked after", bug);
            lose();
        }
    }

    private synchronized void look() {
        if (ended) {
            return;
        }
        try {
            see(api.read().orElse(null));
            switch (rules.next(seen, changed, holderEnded(), leading, serving ? address : "", clock.instant())) {
                case Step.Write(var next) when !leading && api.aloneOne() -> standsBy = true;
                case Step.Write(var next) -> write(next);
                case Step.StandBy() -> standsBy = true;
                case Step.Lead() -> {}
                case Step.Lost() -> {
                    LOG.error("the lead was taken by holder={}", seen == null ? "" : seen.holder());
                    lose();
                }
            }
        } catch (IOException e) {
            LOG.warn("lease cannot be looked at cause={}", e.getMessage());
        }
    }

    private void see(@Nullable LeaseRecord record) {
        if (record == null || seen == null || !record.version().equals(seen.version())) {
            changed = clock.instant();
        }
        seen = record;
    }

    /** Asked only when a renewal is missing: a leader that is well costs no further calls. */
    private boolean holderEnded() {
        var held = seen;
        if (held == null || !rules.overdue(held, changed, clock.instant())) {
            return false;
        }
        try {
            return api.sawEndOf(held);
        } catch (IOException e) {
            LOG.warn("pod={} of the leader cannot be looked at cause={}", held.pod(), e.getMessage());
            return false;
        }
    }

    private void write(LeaseRecord next) throws IOException {
        var before = seen;
        var sent = clock.instant();
        var written = api.write(next).orElse(null);
        if (written == null) {
            return;
        }
        see(written);
        epoch = written.transitions();
        holdsUntil = sent.plus(DURATION);
        if (!leading) {
            leading = true;
            standsBy = false;
            LOG.info("leads epoch={} after={}", epoch, before == null || before.free() ? "nobody" : before.holder());
            vanished = before == null || before.free() || before.pod().equals(pod) ? "" : before.pod();
            acquired.completeAsync(() -> null);
        }
    }

    private void lose() {
        holdsUntil = Instant.MIN;
        ended = true;
        lost.run();
    }

    @Override
    public void serves() {
        try {
            // Somebody must be in the Service at all times: controllers take up one change of it in some seconds.
            labelUntilDone(true);
            if (!vanished.isEmpty()) {
                labelled(vanished, false);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            serving = true;
            look();
        }
    }

    private void labelUntilDone(boolean leads) throws InterruptedException {
        while (!ended && !labelled(pod, leads)) {
            Thread.sleep(LOOK);
        }
    }

    private boolean labelled(String which, boolean leads) {
        try {
            api.label(which, leads);
            return true;
        } catch (IOException e) {
            LOG.warn("pod={} cannot be labelled cause={}", which, e.getMessage());
            return false;
        }
    }

    @Override
    public Optional<Successor> handOver() {
        try {
            return release() ? awaitSuccessor() : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the lead cannot be handed over cause={}", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether this one led. */
    private synchronized boolean release() throws IOException {
        ended = true;
        holdsUntil = Instant.MIN;
        if (leading && seen != null && rules.mine(seen)) {
            api.write(seen.released(clock.instant()));
        }
        return leading;
    }

    private Optional<Successor> awaitSuccessor() throws IOException, InterruptedException {
        var released = clock.instant();
        while (true) {
            var now = api.read().orElse(null);
            if (now == null) {
                return Optional.empty();
            }
            var successor = rules.successor(now);
            var patience = now.free() ? NOBODY_THERE : TAKEOVER;
            if (successor.isPresent() || clock.instant().isAfter(released.plus(patience))) {
                LOG.info("hands over to={}", now.free() ? "nobody" : now.holder());
                return successor;
            }
            Thread.sleep(LOOK.dividedBy(4));
        }
    }

    @Override
    public void leave() {
        labelled(pod, false);
    }
}
