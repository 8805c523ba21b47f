package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.warden.Requester;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whom a call is judged as: the headers are those of Kubernetes' user impersonation, so that {@code kubectl --as} fits. */
final class Caller {
    static final String USER = "Impersonate-User";

    /** May be repeated, or hold several groups with commas between them. */
    static final String GROUP = "Impersonate-Group";

    private Caller() {}

    static Requester of(HttpHeaders headers) {
        var somebody = Requester.SOMEBODY;
        var user = Optional.ofNullable(headers.getHeaderString(USER))
                .map(String::strip)
                .filter(it -> !it.isEmpty());
        var groups = Optional.ofNullable(headers.getRequestHeader(GROUP)).orElse(List.of()).stream()
                .flatMap(it -> Arrays.stream(it.split(",", -1)))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
        return new Requester(user.orElse(somebody.user()), groups.isEmpty() ? somebody.groups() : groups);
    }
}
