package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.Attributes;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict;
import dev.gkelocal.autopilot.core.warden.Requester;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A SubjectAccessReview (authorization.k8s.io/v1), as the API server sends it to an authorization webhook. */
record AccessRequest(Value review) {
    private static final String API = "authorization.k8s.io/v1";
    private static final String KIND = "SubjectAccessReview";

    /** What is wrong with it; empty when it can be judged. */
    Optional<String> fault() {
        if (!review.get("kind").text().equals(KIND)
                || !review.get("apiVersion").text().equals(API)) {
            return Optional.of("the body must be a " + KIND + " of " + API);
        }
        var spec = review.get("spec");
        return spec.get("resourceAttributes").isSet()
                        || spec.get("nonResourceAttributes").isSet()
                ? Optional.empty()
                : Optional.of(
                        "exactly one of spec.resourceAttributes and spec.nonResourceAttributes must be set, both are absent");
    }

    boolean asksForResource() {
        return review.get("spec").get("resourceAttributes").isSet();
    }

    Attributes attributes() {
        var spec = review.get("spec");
        var asked = spec.get("resourceAttributes");
        return new Attributes(
                new Requester(
                        spec.get("user").text(),
                        spec.get("groups").items().stream().map(Value::text).toList()),
                asked.get("verb").text(),
                asked.get("group").text(),
                asked.get("resource").text(),
                asked.get("subresource").text(),
                asked.get("namespace").text(),
                asked.get("name").text());
    }

    /** Never allowed: without an opinion the next authorizer decides. */
    Value answer(AuthorizerVerdict verdict) {
        var status = new LinkedHashMap<String, Value>();
        status.put("allowed", Value.of(false));
        if (verdict instanceof AuthorizerVerdict.Denied(var reason, var ignored, var fix)) {
            status.put("denied", Value.of(true));
            status.put("reason", Value.of(reason));
        }
        return review.with("status", Value.of((Map<String, Value>) status));
    }
}
