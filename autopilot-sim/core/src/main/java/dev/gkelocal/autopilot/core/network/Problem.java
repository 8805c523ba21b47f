package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Position;

/**
 * Why a policy could not be used: the API server would refuse it.
 *
 * @param policy kind and name
 * @param field path of the offending field
 * @param message in the words of the API server where it has any
 */
public record Problem(Position at, String policy, String field, String message) {
    @Override
    public String toString() {
        var where = at.toString();
        return (where.isEmpty() ? "" : where + ": ") + policy + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
