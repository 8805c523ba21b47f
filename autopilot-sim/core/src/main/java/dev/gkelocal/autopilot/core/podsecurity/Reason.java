package dev.gkelocal.autopilot.core.podsecurity;

/**
 * Why one check forbids a Pod.
 *
 * @param word upstream's short reason, such as {@code host namespaces}
 * @param detail upstream's detail: who set what
 * @param check the id of the check
 * @param howToFix a sentence of ours
 */
public record Reason(String word, String detail, String check, String howToFix) {
    /** As error messages join them. */
    @Override
    public String toString() {
        return detail.isEmpty() ? word : word + " (" + detail + ")";
    }
}
