package dev.gkelocal.autopilot.core.warden;

/** What the authorizer in front of RBAC says. It never grants: without an opinion RBAC decides. */
public sealed interface AuthorizerVerdict {
    record NoOpinion() implements AuthorizerVerdict {}

    /**
     * @param reason in Warden's words, for SubjectAccessReview.status.reason with denied: true
     * @param serverMessage as the API server tells the user, with HTTP 403 and reason Forbidden
     */
    record Denied(String reason, String serverMessage, String howToFix) implements AuthorizerVerdict {}
}
