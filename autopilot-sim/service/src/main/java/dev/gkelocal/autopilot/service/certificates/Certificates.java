package dev.gkelocal.autopilot.service.certificates;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the webhooks' TLS needs. Callers trust the authority and the one before it, so that either may have signed what they meet
 * while a renewal gets about.
 *
 * @param former the authority before this one; null at first
 */
public record Certificates(Identity authority, @Nullable X509Certificate former, Identity server) {
    private static final String AUTHORITY = "GKE Local webhooks";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration AUTHORITY_LEFT = Duration.ofDays(365);
    private static final Duration SERVER_LIFE = Duration.ofDays(90);
    /** Renewed when less is left. */
    private static final Duration SERVER_LEFT = Duration.ofDays(30);

    private static final String CA_CERTIFICATE = "ca.crt";
    private static final String CA_KEY = "ca.key";
    private static final String CA_FORMER = "ca-former.crt";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    /** @param names by which the webhooks are called: host names and addresses */
    public static Certificates create(Collection<String> names, Instant now) {
        var authority = Signing.authority(AUTHORITY, now, AUTHORITY_LIFE);
        return new Certificates(authority, null, Signing.server(authority, names, now, SERVER_LIFE));
    }

    /** These, or newer ones where the time has come or a name is missing. The same object means: nothing to do. */
    public Certificates renewed(Collection<String> names, Instant now) {
        if (authority.until().minus(AUTHORITY_LEFT).isBefore(now)) {
            var next = create(names, now);
            return new Certificates(next.authority, authority.certificate(), next.server);
        }
        if (server.until().minus(SERVER_LEFT).isBefore(now) || !names().containsAll(names)) {
            return new Certificates(authority, former, Signing.server(authority, names, now, SERVER_LIFE));
        }
        return this;
    }

    /** What callers are to trust, in PEM. */
    public String trusted() {
        return former == null ? authority.certificatePem() : authority.certificatePem() + Identity.pem(former);
    }

    public Instant until() {
        return server.until();
    }

    private Set<String> names() {
        var names = new HashSet<String>();
        try {
            var all = server.certificate().getSubjectAlternativeNames();
            if (all != null) {
                for (var each : all) {
                    var type = (Integer) each.get(0);
                    if (type == DNS_NAME || type == ADDRESS) {
                        names.add((String) each.get(1));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
        return names;
    }

    /** The content of a Secret of type kubernetes.io/tls. */
    public Map<String, String> secret() {
        var data = new LinkedHashMap<String, String>();
        data.put(CA_CERTIFICATE, authority.certificatePem());
        data.put(CA_KEY, authority.keyPem());
        if (former != null) {
            data.put(CA_FORMER, Identity.pem(former));
        }
        data.put(CERTIFICATE, server.certificatePem());
        data.put(KEY, server.keyPem());
        return data;
    }

    /** Empty where something is missing or cannot be read: they are then made anew. */
    public static Optional<Certificates> read(Map<String, String> secret) {
        try {
            var former = secret.get(CA_FORMER);
            return Optional.of(new Certificates(
                    Identity.parse(secret.getOrDefault(CA_CERTIFICATE, ""), secret.getOrDefault(CA_KEY, "")),
                    former == null ? null : Identity.certificate(former),
                    Identity.parse(secret.getOrDefault(CERTIFICATE, ""), secret.getOrDefault(KEY, ""))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
