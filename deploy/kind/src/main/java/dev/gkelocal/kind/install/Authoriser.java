package dev.gkelocal.kind.install;

import dev.gkelocal.kind.cluster.Authorization;
import dev.gkelocal.kind.manifests.Component;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Autopilot's authoriser in the API server's file, while autopilot-sim runs (ADR 11). */
final class Authoriser {
    /** By which autopilot-sim keeps its certificates. */
    private static final String CERTIFICATES = "autopilot-sim-webhooks";

    private static final String AUTHORITY = "ca.crt";
    /** An API server looks at its file at least once in a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final Duration POLL = Duration.ofMillis(400);

    private final Authorization file;
    private final KubernetesClient client;
    private final Consumer<String> progress;

    Authoriser(Authorization file, KubernetesClient client, Consumer<String> progress) {
        this.file = file;
        this.client = client;
        this.progress = progress;
    }

    /** Once autopilot-sim is ready; its certificates may take some seconds more. */
    void begin(String namespace) {
        boolean certified =
                await(() -> authority(namespace).isPresent(), "waiting for the certificates of autopilot-sim");
        var service = client.services()
                .inNamespace(namespace)
                .withName(Component.AUTOPILOT_SIM.title())
                .get();
        if (service == null || !certified) {
            throw new Refused(
                    Refused.Why.TIMED_OUT,
                    "autopilot-sim has made no certificates (Secret %s/%s) in %d s, so the API server cannot be told about it; `kubectl -n %s logs deploy/autopilot-sim` says why, `gke-local up --kind` tries again"
                            .formatted(namespace, CERTIFICATES, PATIENCE.toSeconds(), namespace));
        }
        var address = service.getSpec().getClusterIP() + ":" + Component.AUTOPILOT_SIM.port("webhooks");
        if (file.askAutopilot(address, authority(namespace).orElseThrow())
                && !await(this::refuses, "waiting for the API server to ask autopilot-sim for permission")) {
            throw new Refused(
                    Refused.Why.TIMED_OUT,
                    "the API server does not ask autopilot-sim for permission after %d s; the lines with authorization_config of `kubectl get --raw /metrics` say whether it took its new file, `gke-local cluster reset` makes the cluster anew"
                            .formatted(PATIENCE.toSeconds()));
        }
    }

    /** Before autopilot-sim goes, and before anything is written where it would refuse. */
    void end() {
        if (file.askNobodyElse()) {
            await(() -> !refuses(), "waiting for the API server to ask autopilot-sim no more");
        }
    }

    private Optional<String> authority(String namespace) {
        return Optional.ofNullable(client.secrets()
                        .inNamespace(namespace)
                        .withName(CERTIFICATES)
                        .get())
                .flatMap(it -> Optional.ofNullable(it.getData().get(AUTHORITY)))
                .map(it -> new String(Base64.getDecoder().decode(it), StandardCharsets.UTF_8));
    }

    /** @return false when it was not reached in time: an API server that does not like its new file goes on with the old one */
    private boolean await(BooleanSupplier reached, String words) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!reached.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                progress.accept(words);
                Thread.sleep(POLL);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(Refused.Why.INTERRUPTED, "interrupted", interrupted);
        }
    }

    /** RBAC alone never denies; it only does not allow. */
    private boolean refuses() {
        var review = client.resource(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("gke-local-trial")
                        .withGroups("system:authenticated")
                        .withNewResourceAttributes()
                        .withVerb("create")
                        .withResource("configmaps")
                        .withNamespace("kube-system")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();
        return Boolean.TRUE.equals(review.getStatus().getDenied());
    }
}
