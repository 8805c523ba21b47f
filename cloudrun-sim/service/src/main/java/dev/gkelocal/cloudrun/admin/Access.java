package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.config.access.HostNames;
import dev.gkelocal.config.access.LoopbackAccess;
import dev.gkelocal.config.access.Verdict;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every call: who may call, and errors in the API's form. */
public final class Access {
    static final HostNames NAMES = HostNames.of("cloudrun-sim", System.getProperties());
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    @ServerRequestFilter(preMatching = true)
    public @Nullable Response check(ContainerRequestContext request) {
        var verdict = LoopbackAccess.check(
                NAMES,
                request.getMethod(),
                request.getHeaderString("Host"),
                request.getHeaderString("Origin"),
                request.getHeaderString("Content-Type"));
        return switch (verdict) {
            case Verdict.Allowed _ -> null;
            case Verdict.Refused(var status, var title, var detail) ->
                Answers.error(
                        status,
                        status == 415 ? "INVALID_ARGUMENT" : "PERMISSION_DENIED",
                        title + ". " + detail,
                        List.of());
        };
    }

    @ServerExceptionMapper
    public Response unknownPath(NotFoundException e) {
        return Answers.error(
                Answers.Code.NOT_FOUND, "The requested URL was not found, or a parameter in it cannot be read.");
    }

    @ServerExceptionMapper
    public Response wrongMethod(NotAllowedException e) {
        return Answers.error(405, "UNIMPLEMENTED", "This method is not available at this path.", List.of());
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException e) {
        LOG.error("request failed", e);
        return Answers.error(Answers.Code.INTERNAL, "Internal error: " + e);
    }
}
