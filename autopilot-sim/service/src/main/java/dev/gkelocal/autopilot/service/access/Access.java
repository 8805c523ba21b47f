package dev.gkelocal.autopilot.service.access;

import dev.gkelocal.config.access.HostNames;
import dev.gkelocal.config.access.LoopbackAccess;
import dev.gkelocal.config.access.Verdict;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every call: who may call, and errors in Kubernetes' form. */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final String JSON = "application/json";

    /** Like JSON, a web page cannot send these without asking first. */
    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "application/vnd.yaml", "application/apply-patch+yaml");

    private final HostNames names = HostNames.of("autopilot-sim", System.getProperties());

    @ServerRequestFilter(preMatching = true)
    public @Nullable Response check(ContainerRequestContext request) {
        var verdict = LoopbackAccess.check(
                names,
                request.getMethod(),
                request.getHeaderString("Host"),
                request.getHeaderString("Origin"),
                yamlAsJson(request.getHeaderString("Content-Type")));
        return switch (verdict) {
            case Verdict.Allowed _ -> null;
            case Verdict.Refused(var code, var title, var detail) ->
                Answers.failure(code, code == 415 ? "UnsupportedMediaType" : "Forbidden", title + ". " + detail);
        };
    }

    private static @Nullable String yamlAsJson(@Nullable String type) {
        if (type == null) {
            return null;
        }
        var parameters = type.indexOf(';');
        var plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        return YAML.contains(plain.toLowerCase(Locale.ROOT)) ? JSON : type;
    }

    @ServerExceptionMapper
    public Response unknownPath(NotFoundException e) {
        return Answers.failure(404, "NotFound", "the server could not find the requested resource");
    }

    @ServerExceptionMapper
    public Response wrongMethod(NotAllowedException e) {
        return Answers.failure(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException e) {
        LOG.error("request failed", e);
        return Answers.failure(500, "InternalError", "Internal error: " + e);
    }
}
