package dev.gkelocal.autopilot.core.cluster;

/** Chance without memory: a number that looks random and depends only on the seed and on what it is for. */
final class Draw {
    /** Letters that Kubernetes makes random names of: no vowels, no digits that look like letters. */
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final long seed;

    Draw(long seed) {
        this.seed = seed;
    }

    /** Evenly from 0 to below 1. */
    double uniform(String subject, int index) {
        return (bits(subject, index) >>> 11) * 0x1.0p-53;
    }

    /** Standard normal (Box and Muller). */
    double normal(String subject, int index) {
        var radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(subject, 2 * index)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(subject, 2 * index + 1));
    }

    String letters(String subject, int length) {
        return letters(bits(subject, 0), length);
    }

    static String letters(long bits, int length) {
        var rest = bits;
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(NAME_LETTERS.charAt((int) Long.remainderUnsigned(rest, NAME_LETTERS.length())));
            rest = mixed(rest);
        }
        return text.toString();
    }

    /** FNV-1a, 64 bits. */
    static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private long bits(String subject, int index) {
        return mixed(mixed(hash(subject) ^ seed) + 0x9e3779b97f4a7c15L * (index + 1));
    }

    /** The finaliser of SplitMix64. */
    private static long mixed(long value) {
        var a = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        var b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
