package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.admission.JsonPatch;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.Authorizer;
import dev.gkelocal.autopilot.core.warden.AuthorizerVerdict;
import dev.gkelocal.autopilot.core.warden.CustomerWebhooks;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import dev.gkelocal.autopilot.service.access.Answers;
import dev.gkelocal.autopilot.service.review.ReviewMeters.Outcome;
import dev.gkelocal.autopilot.service.review.ReviewMeters.Webhook;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers admission reviews. What cannot be judged is allowed with a warning: a simulator must not keep anybody from applying what the
 * real one would take.
 */
public final class Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);
    public static final String MUTATE = "/admission/mutate";
    public static final String VALIDATE = "/admission/validate";
    public static final String AUTHORIZE = "/authorize";
    public static final String NODES = "/nodes/status";
    private static final byte[] NOTHING = {};
    private static final int BAD_REQUEST = 400;

    private final Supplier<ClusterRules> cluster;
    private final Supplier<WardenSettings> warden;
    private final Predicate<String> isClosed;
    private final BooleanSupplier isEnforcing;
    private final ReviewMeters meters;
    private volatile UnaryOperator<Value> gate = UnaryOperator.identity();
    private volatile UnaryOperator<Value> advertised = UnaryOperator.identity();

    /**
     * The rules are asked for with each review, since compute classes come and go.
     *
     * @param isClosed whether nobody may connect to a Pod, given as {@code namespace/name}
     * @param isEnforcing false while the simulator is switched off: everything is then allowed as it is
     */
    public Reviews(
            Supplier<ClusterRules> cluster,
            Supplier<WardenSettings> warden,
            Predicate<String> isClosed,
            BooleanSupplier isEnforcing,
            ReviewMeters meters) {
        this.cluster = cluster;
        this.warden = warden;
        this.isClosed = isClosed;
        this.isEnforcing = isEnforcing;
        this.meters = meters;
    }

    /** The same rules, for reviews that nobody asked for: they count in the given series, not in those of the catalogue. */
    public Reviews apart(ReviewMeters others) {
        var apart = new Reviews(cluster, warden, isClosed, isEnforcing, others);
        apart.gate = gate;
        apart.advertised = advertised;
        return apart;
    }

    /** From now on this is done to what kubelet says of its node. */
    public void advertise(UnaryOperator<Value> next) {
        advertised = next;
    }

    private Judgement nodes(AdmissionRequest request) {
        var patch = JsonPatch.between(request.object(), advertised.apply(request.object()));
        return new Judgement(new AdmissionAnswer.Allowed(patch, List.of()), Outcome.ALLOWED);
    }

    /** From now on this is done to what is created, once it is mutated: in a cluster, Pods wait for their simulated node. */
    public void gate(UnaryOperator<Value> next) {
        gate = next;
    }

    private record Judgement(AdmissionAnswer answer, Outcome outcome) {
        static final Judgement ALLOWED = new Judgement(AdmissionAnswer.Allowed.AS_IT_IS, Outcome.ALLOWED);
    }

    private interface Judge {
        Judgement judge(AdmissionRequest request);
    }

    /** @param path as in the webhooks' configuration; empty is the answer to any other */
    public Optional<Response> answer(String path, byte[] body) {
        return switch (path) {
            case MUTATE -> Optional.of(mutate(body));
            case VALIDATE -> Optional.of(validate(body));
            case AUTHORIZE -> Optional.of(authorize(body));
            case NODES -> Optional.of(answer(Webhook.NODES, body, this::nodes));
            default -> Optional.empty();
        };
    }

    Response mutate(byte @Nullable [] body) {
        return answer(Webhook.MUTATE, body, this::mutate);
    }

    private Judgement mutate(AdmissionRequest request) {
        var mutation = Admission.mutate(request.object(), cluster.get());
        meters.adjusted(mutation.changes());
        var admitted = request.isCreation() ? gate.apply(mutation.object()) : mutation.object();
        var patch = JsonPatch.between(request.object(), admitted);
        // Admission says in a warning why it left an object alone; without a change there is no other reason to warn.
        var unjudged = !mutation.isModified() && !mutation.warnings().isEmpty();
        return new Judgement(
                new AdmissionAnswer.Allowed(patch, mutation.warnings()), unjudged ? Outcome.UNJUDGED : Outcome.ALLOWED);
    }

    Response validate(byte @Nullable [] body) {
        return answer(Webhook.VALIDATE, body, this::validate);
    }

    /** Warden's own answer first, then that of the webhook that looks after customers' webhooks (autopilot sheet 2.4). */
    private Judgement validate(AdmissionRequest request) {
        var settings = warden.get();
        var judgement = Warden.judge(request.object(), request.requester(), settings);
        if (!judgement.allowed()) {
            return denied(judgement.code(), judgement.reason(), judgement.message());
        }
        return CustomerWebhooks.judge(request.object(), settings.era())
                .map(it -> denied(BAD_REQUEST, CustomerWebhooks.REASON, it.message()))
                .orElse(Judgement.ALLOWED);
    }

    /** Warden's rule on {@code pods/*}: what an allowlist let in stays closed (autopilot sheet 2.1, 2.6). */
    private Judgement connect(AdmissionRequest request) {
        if (!isClosed.test(request.subject())) {
            return Judgement.ALLOWED;
        }
        var judgement = Warden.refuseConnection(request.subject(), request.requester(), warden.get());
        return denied(judgement.code(), judgement.reason(), judgement.message());
    }

    private static Judgement denied(int code, String reason, String message) {
        return new Judgement(new AdmissionAnswer.Denied(code, reason, message), Outcome.DENIED);
    }

    Response authorize(byte @Nullable [] body) {
        return switch (Json.document("", body == null ? NOTHING : body)) {
            case Document.Unreadable(var at, var message) -> malformed(Webhook.AUTHORIZE, message);
            case Document.Parsed(var review) -> {
                var request = new AccessRequest(review);
                yield request.fault()
                        .map(it -> malformed(Webhook.AUTHORIZE, it))
                        .orElseGet(() -> authorize(request));
            }
        };
    }

    private Response authorize(AccessRequest request) {
        var verdict = request.asksForResource() && isEnforcing.getAsBoolean()
                ? Authorizer.of(warden.get().era()).judge(request.attributes())
                : new AuthorizerVerdict.NoOpinion();
        meters.reviewed(
                Webhook.AUTHORIZE, verdict instanceof AuthorizerVerdict.Denied ? Outcome.DENIED : Outcome.ALLOWED);
        return Answers.ok(request.answer(verdict));
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

    private Judgement judged(Webhook webhook, AdmissionRequest request, Judge judge) {
        if (webhook == Webhook.VALIDATE && request.isConnection() && isEnforcing.getAsBoolean()) {
            return connect(request);
        }
        if (!request.brings(webhook == Webhook.NODES ? "status" : "")
                || request.isLeaving()
                || !isEnforcing.getAsBoolean()) {
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
