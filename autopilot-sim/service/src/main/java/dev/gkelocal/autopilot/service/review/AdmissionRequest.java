package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.warden.Requester;
import java.util.Set;

/**
 * What an AdmissionReview asks (admission.k8s.io/v1).
 *
 * @param uid to be given back
 * @param subject {@code namespace/name} of what it is about
 * @param object as it would be stored; absent when something is deleted
 */
record AdmissionRequest(
        String uid, String operation, String subResource, String subject, Value object, Requester requester) {
    static final String API = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";
    private static final Set<String> OPERATIONS = Set.of("CREATE", "UPDATE", "DELETE", "CONNECT");

    sealed interface Reading {
        record Good(AdmissionRequest request) implements Reading {}

        record Malformed(String message) implements Reading {}
    }

    static Reading read(Value review) {
        var request = review.get("request");
        var uid = request.get("uid").text();
        var operation = request.get("operation").text();
        if (!review.get("kind").text().equals(KIND)
                || !review.get("apiVersion").text().equals(API)) {
            return new Reading.Malformed("the body must be an " + KIND + " of " + API + ", it is "
                    + described(review.get("kind")) + " of " + described(review.get("apiVersion")));
        }
        if (!(request instanceof Mapping)) {
            return new Reading.Malformed("the field request is missing");
        }
        if (uid.isEmpty()) {
            return new Reading.Malformed("the field request.uid is missing");
        }
        if (!OPERATIONS.contains(operation)) {
            return new Reading.Malformed("request.operation must be CREATE, UPDATE, DELETE or CONNECT, it is "
                    + described(request.get("operation")));
        }
        var user = request.get("userInfo");
        return new Reading.Good(new AdmissionRequest(
                uid,
                operation,
                request.get("subResource").text(),
                request.get("namespace").text() + "/" + request.get("name").text(),
                named(request.get("object"), request),
                new Requester(
                        user.get("username").text(),
                        user.get("groups").items().stream().map(Value::text).toList())));
    }

    private static String described(Value value) {
        return value.text().isEmpty() ? "absent" : "'" + value.text() + "'";
    }

    /** Clients other than the API server may leave out what the request tells as well. */
    private static Value named(Value object, Value request) {
        var kind = request.get("kind");
        if (!(object instanceof Mapping)
                || object.get("kind").isSet()
                || !kind.get("kind").isSet()) {
            return object;
        }
        var group = kind.get("group").text();
        return object.with(
                        "apiVersion",
                        Value.of((group.isEmpty() ? "" : group + "/")
                                + kind.get("version").text()))
                .with("kind", kind.get("kind"));
    }

    /** Somebody wants to exec, attach, forward a port or the like. */
    boolean isConnection() {
        return operation.equals("CONNECT") && !subResource.isEmpty();
    }

    boolean isCreation() {
        return operation.equals("CREATE");
    }

    /** It is being deleted, and only its finalizers go: nobody may hold that up. */
    boolean isLeaving() {
        return operation.equals("UPDATE")
                && object.get("metadata").get("deletionTimestamp").isSet();
    }

    /**
     * Whether it brings an object to judge: not for deletions, and not for another part of it.
     *
     * @param part empty for the whole, otherwise status, scale and the like
     */
    boolean brings(String part) {
        return (operation.equals("CREATE") || operation.equals("UPDATE"))
                && subResource.equals(part)
                && object instanceof Mapping;
    }
}
