package dev.gkelocal.autopilot.core.objects;

/**
 * What a Pod puts up with.
 *
 * @param key empty with {@code exists}: every taint
 * @param exists operator Exists; otherwise Equal, the default
 * @param effect empty: every effect
 */
public record Toleration(String key, boolean exists, String value, String effect) {
    public boolean tolerates(Taint taint) {
        return (effect.isEmpty() || effect.equals(taint.effect()))
                && (key.isEmpty() ? exists : key.equals(taint.key()))
                && (exists || value.equals(taint.value()));
    }
}
