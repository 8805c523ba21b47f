package dev.gkelocal.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param type {@code about:blank}: the status and the title say which error it is
 * @param instance path of the request
 * @param where the input at fault: a header, parameter or field
 * @param next what the caller can do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An error: what happened, where, and what to do next (RFC 9457).")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String where,
        @Nullable String next) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, null, null, null);
    }

    public static Problem notFound(String where, String detail, String next) {
        return of(404, "Not found", detail).at(where).next(next);
    }

    public static Problem badRequest(String where, String detail, String next) {
        return of(400, "Bad request", detail).at(where).next(next);
    }

    public Problem at(String where) {
        return new Problem(type, title, status, detail, instance, where, next);
    }

    public Problem next(String next) {
        return new Problem(type, title, status, detail, instance, where, next);
    }

    Problem of(String instance) {
        return new Problem(type, title, status, detail, instance, where, next);
    }
}
