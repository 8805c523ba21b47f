package dev.gkelocal.cloudrun.leadership;

import java.io.IOException;
import java.util.Optional;

/** One lease at the API server, and what is told there of the Pods of its holders. Calls block. */
interface LeaseApi extends AutoCloseable {
    Optional<LeaseRecord> read() throws IOException;

    /**
     * Writes it unless it was changed since it was read.
     *
     * @return as it stands now; empty when somebody else was quicker
     */
    Optional<LeaseRecord> write(LeaseRecord next) throws IOException;

    /** Has the Service send requests to a Pod, or no longer. A Pod that is not there is no error. */
    void label(String pod, boolean leads) throws IOException;

    /**
     * Whether the kubelet saw the very program end that was this holder. False while that is unclear, as of a Pod that is not
     * there any more: its program may run on where nobody looks.
     */
    boolean sawEndOf(LeaseRecord held) throws IOException;

    /** Whether a Pod of this program is there that asks for no lease: it believes to be alone. */
    boolean aloneOne() throws IOException;

    @Override
    void close();
}
