package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Names the user's own writes, not those of the status: who reads and then writes is disturbed by other users alone. A
 * mismatch is 409 ABORTED (cloudrun sheet 3.3).
 */
public final class Etags {
    private Etags() {}

    public static String of(ServiceState service) {
        return encode(service.uid() + "/" + service.specGeneration());
    }

    public static String of(RevisionState revision) {
        return encode(revision.uid() + "/" + revision.serviceGeneration());
    }

    private static String encode(String text) {
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\"";
    }
}
