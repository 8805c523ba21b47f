package dev.gkelocal.cloudrun.core.revision;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names that revisions get unless their user chose one (cloudrun sheet 4.1; section 7, item 19). */
public final class RevisionNames {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private RevisionNames() {}

    /** SERVICE-NNNNN-xyz: the service's generation, then three random letters or digits. */
    public static String automatic(String service, long generation, RandomGenerator random) {
        var name = new StringBuilder(service).append(String.format(Locale.ROOT, "-%05d-", generation));
        for (int i = 0; i < 3; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
