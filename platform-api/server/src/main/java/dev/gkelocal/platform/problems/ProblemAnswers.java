package dev.gkelocal.platform.problems;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what a request ended with into a problem. */
final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(failure.problem(), uri);
    }

    @ServerExceptionMapper
    Response json(JacksonException failure, UriInfo uri) {
        var location = failure.getLocation();
        var where =
                location == null ? "body" : "body, line " + location.getLineNr() + ", column " + location.getColumnNr();
        return answer(
                Problem.badRequest(where, failure.getOriginalMessage(), "Send a JSON object as /q/openapi has it."),
                uri);
    }

    /** Named apart, for the framework has a mapper of its own for these. */
    @ServerExceptionMapper
    Response json(MismatchedInputException failure, UriInfo uri) {
        return json((JacksonException) failure, uri);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure, UriInfo uri) {
        var status = failure.getResponse().getStatus();
        if (status == 400 && failure.getCause() instanceof JacksonException json) {
            return json(json, uri);
        }
        if (failure.getCause() instanceof IllegalArgumentException malformed) {
            return answer(
                    Problem.badRequest(
                            "query parameter",
                            "A parameter has a value of another type: " + malformed.getMessage() + ".",
                            "/q/openapi lists the parameters and their types."),
                    uri);
        }
        var reason = failure.getResponse().getStatusInfo().getReasonPhrase();
        return answer(
                Problem.of(status, reason, "The request ended with " + status + " " + reason + ".")
                        .next("/q/openapi lists the paths, methods and parameters there are."),
                uri);
    }

    @ServerExceptionMapper
    Response bug(RuntimeException failure, UriInfo uri) {
        LOG.errorf(failure, "request failed path=%s", uri.getPath());
        return answer(
                Problem.of(500, "Internal error", "The gateway failed to answer: " + failure)
                        .next("See platform-api.log in the state folder: gke-local logs --service platform-api."),
                uri);
    }

    private static Response answer(Problem problem, UriInfo uri) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.of(uri.getPath()))
                .build();
    }
}
