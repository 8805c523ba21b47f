package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.service.certificates.Certificates;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates in their Secret, which outlives the program. */
record CertificateStore(KubernetesClient client, String namespace, List<String> names) {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateStore.class);
    static final String NAME = "autopilot-sim-webhooks";

    CertificateStore {
        names = List.copyOf(names);
    }

    /** Those that are to be used now: made or renewed where that is due. */
    Certificates current(Instant now) {
        var secret = client.secrets().inNamespace(namespace).withName(NAME).get();
        var held = Optional.ofNullable(secret).flatMap(it -> Certificates.read(text(it)));
        var wanted = held.map(it -> it.renewed(names, now)).orElseGet(() -> Certificates.create(names, now));
        if (held.isEmpty() || held.get() != wanted) {
            write(secret, wanted);
        }
        return wanted;
    }

    /** A replica that writes at the same time wins or is refused; who is refused reads again at the next look. */
    private void write(@Nullable Secret before, Certificates certificates) {
        var secret = new SecretBuilder()
                .withMetadata(Webhooks.metadata(NAME))
                .editMetadata()
                .withNamespace(namespace)
                .withResourceVersion(
                        before == null ? null : before.getMetadata().getResourceVersion())
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(certificates.secret())
                .build();
        var resource = client.secrets().resource(secret);
        if (before == null) {
            resource.create();
        } else {
            resource.update();
        }
        LOG.info("certificates written secret={}/{} until={}", namespace, NAME, certificates.until());
    }

    private static Map<String, String> text(Secret secret) {
        var text = new HashMap<String, String>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            text.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return text;
    }
}
