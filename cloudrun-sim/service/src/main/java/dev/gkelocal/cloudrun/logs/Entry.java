package dev.gkelocal.cloudrun.logs;

import dev.gkelocal.cloudrun.ingress.RequestRecord;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Instant;

/** Something to be logged, as it came: JSON is made of it only when somebody reads it. */
public sealed interface Entry {
    RevisionName revision();

    Instant at();

    /** Size in memory, roughly, in bytes. */
    int size();

    /** A line of an instance's output. */
    record Line(RevisionName revision, InstanceId instance, Instant at, Stream stream, String text) implements Entry {
        public enum Stream {
            STDOUT,
            STDERR
        }

        @Override
        public int size() {
            return 100 + text.length();
        }
    }

    /** What the platform says about an instance. */
    record Notice(RevisionName revision, InstanceId instance, Instant at, String text) implements Entry {
        @Override
        public int size() {
            return 100 + text.length();
        }
    }

    /** A request that ended. */
    record Request(RequestRecord request) implements Entry {
        @Override
        public RevisionName revision() {
            return request.revision();
        }

        @Override
        public Instant at() {
            return request.at();
        }

        @Override
        public int size() {
            return 500 + request.uri().length();
        }
    }
}
