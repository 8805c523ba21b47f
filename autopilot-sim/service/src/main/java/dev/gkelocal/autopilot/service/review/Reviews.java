package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.admission.JsonPatch;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.service.access.Answers;
import dev.gkelocal.autopilot.service.review.ReviewMeters.Outcome;
import dev.gkelocal.autopilot.service.review.ReviewMeters.Webhook;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers admission reviews. What cannot be judged is allowed with a warning: a simulator must not keep anybody from applying what the
 * real one would take.
 */
public final class Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);
    private static final byte[] NOTHING = {};

    private final Supplier<ClusterRules> cluster;
    private final ReviewMeters meters;

    /** @param cluster asked for each review, since compute classes come and go */
    public Reviews(Supplier<ClusterRules> cluster, ReviewMeters meters) {
        this.cluster = cluster;
        this.meters = meters;
    }

    private record Judgement(AdmissionAnswer answer, Outcome outcome) {
        static final Judgement ALLOWED = new Judgement(AdmissionAnswer.Allowed.AS_IT_IS, Outcome.ALLOWED);
    }

    private interface Judge {
        Judgement judge(AdmissionRequest request);
    }

    Response mutate(byte @Nullable [] body) {
        return answer(Webhook.MUTATE, body, this::mutate);
    }

    private Judgement mutate(AdmissionRequest request) {
        var mutation = Admission.mutate(request.object(), cluster.get());
        meters.adjusted(mutation.changes());
        var patch = JsonPatch.between(request.object(), mutation.object());
        // Admission says in a warning why it left an object alone; without a change there is no other reason to warn.
        var unjudged = !mutation.isModified() && !mutation.warnings().isEmpty();
        return new Judgement(
                new AdmissionAnswer.Allowed(patch, mutation.warnings()), unjudged ? Outcome.UNJUDGED : Outcome.ALLOWED);
    }

    private Response answer(Webhook webhook, byte @Nullable [] body, Judge judge) {
        return switch (Json.document("", body == null ? NOTHING : body)) {
            case Document.Unreadable(var at, var message) -> malformed(webhook, message);
            case Document.Parsed(var review) ->
                switch (AdmissionRequest.read(review)) {
                    case AdmissionRequest.Reading.Malformed(var message) -> malformed(webhook, message);
                    case AdmissionRequest.Reading.Good(var request) -> {
                        var judgement = judged(webhook, request, judge);
                        meters.reviewed(webhook, judgement.outcome());
                        yield Answers.ok(judgement.answer().toReview(request.uid()));
                    }
                };
        };
    }

    private Response malformed(Webhook webhook, String message) {
        meters.reviewed(webhook, Outcome.MALFORMED);
        return Answers.failure(400, "BadRequest", message);
    }

    private static Judgement judged(Webhook webhook, AdmissionRequest request, Judge judge) {
        if (!request.bringsObject()) {
            return Judgement.ALLOWED;
        }
        try {
            return judge.judge(request);
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.error("review failed webhook={} kind={}", webhook, kind(request.object()), bug);
            var warning = "Autopilot rules were not applied to this " + kind(request.object()) + ": " + bug;
            return new Judgement(
                    new AdmissionAnswer.Allowed(new JsonPatch(List.of()), List.of(warning)), Outcome.UNJUDGED);
        }
    }

    private static String kind(Value object) {
        return object.get("kind").text("object");
    }
}
