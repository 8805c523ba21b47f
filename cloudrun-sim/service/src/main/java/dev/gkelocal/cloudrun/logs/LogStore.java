package dev.gkelocal.cloudrun.logs;

import dev.gkelocal.cloudrun.ingress.RequestLog;
import dev.gkelocal.cloudrun.ingress.RequestRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The newest entries, in memory: lines and requests are bounded apart, so that many requests do not push out what programs
 * said. Whole outputs are in the instances' files.
 */
public final class LogStore implements RequestLog {
    private static final int LINE_BYTES = 4 << 20;
    private static final int REQUEST_BYTES = 2 << 20;
    private static final int FOLLOWER_QUEUE = 10_000;

    private final Shelf lines = new Shelf(LINE_BYTES);
    private final Shelf requests = new Shelf(REQUEST_BYTES);
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    @Override
    public void finished(RequestRecord request) {
        add(new Entry.Request(request));
    }

    public void add(Entry entry) {
        (entry instanceof Entry.Request ? requests : lines).add(entry);
        for (var follower : followers) {
            follower.offer(entry);
        }
    }

    /** The newest entries that match, the oldest of them first. */
    public List<Entry> newest(Predicate<Entry> wanted, int limit) {
        var found = new ArrayList<Entry>(lines.newest(wanted, limit));
        found.addAll(requests.newest(wanted, limit));
        found.sort(Comparator.comparing(Entry::at));
        return List.copyOf(found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    /** What matches from now on; to be closed. */
    public Follower follow(Predicate<Entry> wanted) {
        var follower = new Follower(wanted);
        followers.add(follower);
        return follower;
    }

    /** Waits for entries; those that come faster than they are taken are dropped. */
    public final class Follower implements AutoCloseable {
        private final Predicate<Entry> wanted;
        private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(FOLLOWER_QUEUE);

        private Follower(Predicate<Entry> wanted) {
            this.wanted = wanted;
        }

        private void offer(Entry entry) {
            if (wanted.test(entry)) {
                boolean _ = queue.offer(entry);
            }
        }

        /** To be polled. */
        public BlockingQueue<Entry> entries() {
            return queue;
        }

        @Override
        public void close() {
            followers.remove(this);
        }
    }

    private static final class Shelf {
        private final int most;
        /** Guarded by this. */
        private final Deque<Entry> entries = new ArrayDeque<>();
        /** Guarded by this. */
        private long bytes;

        Shelf(int most) {
            this.most = most;
        }

        synchronized void add(Entry entry) {
            entries.addLast(entry);
            bytes += entry.size();
            while (bytes > most && entries.size() > 1) {
                bytes -= entries.removeFirst().size();
            }
        }

        /** The oldest of them first. */
        synchronized List<Entry> newest(Predicate<Entry> wanted, int limit) {
            var found = new ArrayList<Entry>();
            for (var newestFirst = entries.descendingIterator(); newestFirst.hasNext() && found.size() < limit; ) {
                var entry = newestFirst.next();
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
            return found.reversed();
        }
    }

    /** Entries of a service, of a revision, since a time; what is empty does not matter. */
    public static Predicate<Entry> selection(String service, String revision, Instant since) {
        return entry ->
                (service.isEmpty() || entry.revision().service().service().equals(service))
                        && (revision.isEmpty() || entry.revision().revision().equals(revision))
                        && !entry.at().isBefore(since);
    }
}
