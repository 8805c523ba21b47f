package dev.gkelocal.platform.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.config.access.HostNames;
import dev.gkelocal.config.access.LoopbackAccess;
import dev.gkelocal.config.access.Verdict;
import dev.gkelocal.platform.problems.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Judges every request before any other handler sees it, and forbids browsers to guess types or to frame answers. */
@Singleton
final class AccessFilter {
    private static final int BEFORE_ALL_OTHERS = 1_000;

    /** The page brings all it needs; nothing comes from elsewhere or stands in the document. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HostNames names = HostNames.of("platform-api", System.getProperties());
    private final ObjectMapper json;

    @Inject
    AccessFilter(ObjectMapper json) {
        this.json = json;
    }

    void install(@Observes Filters filters) {
        filters.register(this::filter, BEFORE_ALL_OTHERS);
    }

    private void filter(RoutingContext request) {
        var headers = request.request().headers();
        var authority = request.request().authority();
        var verdict = LoopbackAccess.check(
                names,
                request.request().method().name(),
                authority == null ? headers.get(HttpHeaders.HOST) : authority.toString(),
                headers.get(HttpHeaders.ORIGIN),
                headers.get(HttpHeaders.CONTENT_TYPE));
        switch (verdict) {
            case Verdict.Allowed() -> {
                request.response().putHeader("Content-Security-Policy", CONTENT_POLICY);
                request.response().putHeader("X-Content-Type-Options", "nosniff");
                request.response().putHeader("X-Frame-Options", "DENY");
                request.response().putHeader("Referrer-Policy", "no-referrer");
                request.next();
            }
            case Verdict.Refused refused -> refuse(request, refused);
        }
    }

    private void refuse(RoutingContext request, Verdict.Refused refused) {
        var problem = Problem.of(refused.status(), refused.title(), refused.detail());
        try {
            request.response()
                    .setStatusCode(refused.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of texts and numbers cannot fail to become JSON", e);
        }
    }
}
