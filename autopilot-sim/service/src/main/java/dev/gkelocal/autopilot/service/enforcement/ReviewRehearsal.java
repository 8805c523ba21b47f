package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.service.certificates.Certificates;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some hundred reviews of a usual Pod, over TLS to a server of its own, before the API server sends one: until their code is loaded and
 * compiled, reviews take many times what later ones take, and somebody's `kubectl apply` would wait for them.
 */
final class ReviewRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewRehearsal.class);
    /** Of both webhooks together: the first compiler takes a method after 200 calls. */
    static final int REVIEWS = 600;

    private static final String LOOPBACK = "127.0.0.1";

    /** As an API server sends them, which fills in most of this before it asks. */
    private static final String REVIEW = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"rehearsal",
             "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
             "requestKind":{"group":"","version":"v1","kind":"Pod"},"requestResource":{"group":"","version":"v1","resource":"pods"},
             "name":"rehearsal","namespace":"default","operation":"CREATE","dryRun":true,"oldObject":null,
             "userInfo":{"username":"rehearsal","groups":["system:authenticated"]},
             "options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"},
             "object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"rehearsal","namespace":"default",
              "labels":{"app":"rehearsal"},"annotations":{"example.com/reason":"rehearsal"}},
              "spec":{"volumes":[{"name":"token","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
                {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}}],"defaultMode":420}}],
               "containers":[{"name":"app","image":"registry.example/app:1","ports":[{"containerPort":8080,"protocol":"TCP"}],
                "env":[{"name":"MODE","value":"rehearsal"}],"resources":{"requests":{"cpu":"250m","memory":"512Mi"}},
                "volumeMounts":[{"name":"token","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
                "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],
               "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default",
               "serviceAccount":"default","securityContext":{},"schedulerName":"default-scheduler","priority":0,
               "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
               "enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},"status":{}}}}""";

    private final Vertx vertx;
    private final Certificates certificates;
    private final Reviews reviews;

    /** @param reviews whose figures nobody reads */
    ReviewRehearsal(Vertx vertx, Certificates certificates, Reviews reviews) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.reviews = reviews;
    }

    /** @return how many were answered; a failure is told of and does no harm */
    CompletableFuture<Integer> play() {
        var begun = System.nanoTime();
        return WebhookServer.open(vertx, LOOPBACK, 0, certificates, reviews)
                .thenCompose(server -> {
                    var client = vertx.createHttpClient(new HttpClientOptions()
                            .setSsl(true)
                            .setVerifyHost(false)
                            .setTrustOptions(new PemTrustOptions()
                                    .addCertValue(Buffer.buffer(
                                            certificates.authority().certificatePem()))));
                    return send(client, server.port(), 0)
                            .onComplete(ignored -> {
                                client.close();
                                server.close();
                            })
                            .toCompletionStage();
                })
                .whenComplete((count, failure) -> {
                    if (failure == null) {
                        LOG.debug("rehearsed reviews={} millis={}", count, (System.nanoTime() - begun) / 1_000_000);
                    } else {
                        LOG.warn("the rehearsal of reviews failed; the first real ones will take longer", failure);
                    }
                });
    }

    private Future<Integer> send(HttpClient client, int port, int sent) {
        if (sent == REVIEWS) {
            return Future.succeededFuture(sent);
        }
        var to = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(LOOPBACK)
                .setPort(port)
                .setURI(sent % 2 == 0 ? Reviews.MUTATE : Reviews.VALIDATE);
        return client.request(to)
                .compose(it -> it.send(Buffer.buffer(REVIEW)))
                .compose(HttpClientResponse::body)
                .compose(ignored -> send(client, port, sent + 1));
    }
}
