package dev.gkelocal.autopilot.service.certificates;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** A certificate with its private key, on the curve P-256. */
public record Identity(X509Certificate certificate, PrivateKey key) {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final int LINE = 64;

    /** @throws IllegalArgumentException if one of the two is none */
    public static Identity parse(String certificatePem, String keyPem) {
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decode(KEY, keyPem)));
            return new Identity(certificate(certificatePem), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(decode(CERTIFICATE, pem)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate cannot be read: " + e.getMessage(), e);
        }
    }

    public String certificatePem() {
        return pem(certificate);
    }

    public String keyPem() {
        return encode(KEY, key.getEncoded());
    }

    Instant until() {
        return certificate.getNotAfter().toInstant();
    }

    static String pem(X509Certificate certificate) {
        try {
            return encode(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate cannot be written: " + e.getMessage(), e);
        }
    }

    private static String encode(String what, byte[] der) {
        var body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private static byte[] decode(String what, String pem) {
        var begin = "-----BEGIN " + what + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + what + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + what + " in PEM");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + " until " + until();
    }
}
