package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.admission.JsonPatch;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The response in an AdmissionReview (admission.k8s.io/v1). */
sealed interface AdmissionAnswer {
    /** @param patch empty where nothing changes */
    record Allowed(JsonPatch patch, List<String> warnings) implements AdmissionAnswer {
        static final Allowed AS_IT_IS = new Allowed(new JsonPatch(List.of()), List.of());

        public Allowed {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param reason what kubectl prints in {@code Error from server (REASON)} */
    record Denied(int code, String reason, String message) implements AdmissionAnswer {}

    default Value toReview(String uid) {
        var response = new LinkedHashMap<String, Value>();
        response.put("uid", Value.of(uid));
        switch (this) {
            case Allowed(var patch, var warnings) -> {
                response.put("allowed", Value.of(true));
                if (!patch.isEmpty()) {
                    response.put("patchType", Value.of("JSONPatch"));
                    response.put("patch", Value.of(base64(patch.toValue())));
                }
                if (!warnings.isEmpty()) {
                    response.put(
                            "warnings",
                            Value.of(warnings.stream().map(Value::of).toList()));
                }
            }
            case Denied(var code, var reason, var message) -> {
                response.put("allowed", Value.of(false));
                var status = new LinkedHashMap<String, Value>();
                status.put("code", Value.of(code));
                status.put("message", Value.of(message));
                status.put("reason", Value.of(reason));
                status.put("status", Value.of("Failure"));
                response.put("status", Value.of(status));
            }
        }
        var review = new LinkedHashMap<String, Value>();
        review.put("apiVersion", Value.of(AdmissionRequest.API));
        review.put("kind", Value.of(AdmissionRequest.KIND));
        review.put("response", Value.of((Map<String, Value>) response));
        return Value.of(review);
    }

    private static String base64(Value json) {
        return Base64.getEncoder().encodeToString(Json.utf8(json));
    }
}
