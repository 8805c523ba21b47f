package dev.gkelocal.autopilot.service.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> NAMES = List.of("autopilot-sim.gke-local.svc", "172.18.0.1");

    private final Certificates fresh = Certificates.create(NAMES, START);

    @Test
    void fresh_namesAndAddresses_areInTheCertificateThatTheAuthoritySigned() throws Exception {
        var certificate = fresh.server().certificate();
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("[2, autopilot-sim.gke-local.svc]", "[7, 172.18.0.1]");
        assertThatCode(() -> certificate.verify(fresh.authority().certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(fresh.authority().certificate().getBasicConstraints()).isZero();
    }

    @Test
    void secret_readBack_isTheSame() {
        assertThat(Certificates.read(fresh.secret())).contains(fresh);
    }

    @Test
    void secret_thatSomebodySpoiled_isNone() {
        assertThat(Certificates.read(Map.of())).isEmpty();
        assertThat(Certificates.read(Map.of("ca.crt", "x", "ca.key", "y", "tls.crt", "", "tls.key", "")))
                .isEmpty();
    }

    @Test
    void certificate_withMoreThanAMonthLeft_stays() {
        assertThat(fresh.renewed(NAMES, START.plus(Duration.ofDays(59)))).isSameAs(fresh);
    }

    @Test
    void certificate_withLessThanAMonthLeft_isRenewedByTheSameAuthority() {
        var later = START.plus(Duration.ofDays(61));
        var renewed = fresh.renewed(NAMES, later);
        assertThat(renewed.authority()).isEqualTo(fresh.authority());
        assertThat(renewed.until()).isEqualTo(later.plus(Duration.ofDays(90)));
        assertThat(renewed.trusted()).isEqualTo(fresh.trusted());
    }

    @Test
    void certificate_thatLacksAName_isRenewed() {
        var renewed = fresh.renewed(List.of("10.0.0.7"), START);
        assertThat(renewed.server()).isNotEqualTo(fresh.server());
        assertThat(renewed.renewed(List.of("10.0.0.7"), START)).isSameAs(renewed);
    }

    @Test
    void authority_inItsLastYear_isReplacedAndStillTrusted() {
        var later = START.plus(Duration.ofDays(3300));
        var renewed = fresh.renewed(NAMES, later);
        assertThat(renewed.authority()).isNotEqualTo(fresh.authority());
        assertThat(renewed.trusted())
                .contains(fresh.authority().certificatePem())
                .contains(renewed.authority().certificatePem());
        assertThat(Certificates.read(renewed.secret())).contains(renewed);
    }
}
