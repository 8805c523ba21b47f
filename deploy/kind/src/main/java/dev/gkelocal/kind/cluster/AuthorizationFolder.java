package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The folder of this machine from which a control plane's API server reads whom it asks for permission (ADR 11). It must outlive the
 * cluster's restarts: an API server without it does not start.
 */
record AuthorizationFolder(Path host) {
    /** Where it is in the control plane, and in the API server's Pod. */
    static final String INSIDE = "/etc/kubernetes/gke-local";

    static final String FILE = "authorization.yaml";
    private static final String FIRST = "authorization-first.yaml";

    /** Structured authorisation is version 1 since then. */
    private static final int LEAST_MINOR = 32;

    private static final Pattern VERSION = Pattern.compile(":v1\\.(\\d{1,4})\\.\\d+");

    /** @param environment with HOME of the user */
    static AuthorizationFolder of(Map<String, String> environment, String cluster) {
        var given = environment.getOrDefault("XDG_STATE_HOME", "");
        var base = given.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(given);
        return new AuthorizationFolder(
                base.resolve("gke-local").resolve("clusters").resolve(cluster).resolve("authorization"));
    }

    /** Whether a cluster of these settings gets one: its node image must say that its Kubernetes is new enough. */
    static boolean fits(ClusterSettings settings) {
        var version = VERSION.matcher(settings.nodeImage());
        return settings.template() == Template.AUTOPILOT
                && version.find()
                && Integer.parseInt(version.group(1)) >= LEAST_MINOR;
    }

    /** Puts the file there with which a cluster starts, unless one is there. */
    void prepare() {
        try {
            Files.createDirectories(host);
            if (Files.notExists(host.resolve(FILE))) {
                Files.writeString(host.resolve(FILE), first());
            }
        } catch (IOException failure) {
            throw failed("write", failure);
        }
    }

    void delete() {
        if (Files.notExists(host)) {
            return;
        }
        try (var files = Files.newDirectoryStream(host)) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(host);
            // The cluster's own: nothing else is kept of it.
            Files.delete(host.getParent());
        } catch (IOException failure) {
            throw failed("delete", failure);
        }
    }

    private Trouble failed(String verb, IOException failure) {
        return new Trouble(Trouble.Kind.FAILED, "cannot %s %s: %s".formatted(verb, host, failure), failure);
    }

    /** Node and RBAC, as kubeadm has it. */
    static String first() {
        return text(FIRST);
    }

    /** A file that lies beside ADR 11's steps. */
    static String text(String name) {
        try (var in = Objects.requireNonNull(
                AuthorizationFolder.class.getResourceAsStream("/dev/gkelocal/kind/autopilot/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
