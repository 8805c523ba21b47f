package dev.gkelocal.autopilot.service.enforcement;

import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The JDK's cipher suites, those of ChaCha20 first. The services run without the second compiler, and only that one uses the processor's
 * instructions for AES: four kilobytes take AES-GCM 100 µs and more, ChaCha20 30. All the others stay on offer, since a client in FIPS
 * mode has no ChaCha20.
 */
final class ChaChaFirst extends JdkSSLEngineOptions {
    @Override
    public ChaChaFirst copy() {
        return new ChaChaFirst();
    }

    /** The options of a server hold its suites in a set without order: the order has to be given here. */
    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContextFactory enabledCipherSuites(Set<String> unordered) {
                return super.enabledCipherSuites(suites());
            }
        };
    }

    private static Set<String> suites() {
        try {
            return Arrays.stream(
                            SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                    .sorted(Comparator.comparing(it -> !it.contains("CHACHA20")))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
