package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Programs;
import dev.gkelocal.kind.engine.Ran;
import dev.gkelocal.kind.engine.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a cluster's API server asks for permission: Node and RBAC alone, or autopilot-sim before them. It reads the file again by
 * itself, and keeps to the one before when it cannot (ADR 11).
 */
public final class Authorization {
    private static final String CONTEXT = "kind-";
    private static final String FILE = AuthorizationFolder.INSIDE + "/" + AuthorizationFolder.FILE;
    private static final int NAME_LENGTH = 12;

    private final Engine engine;
    private final String controlPlane;

    private Authorization(Engine engine, String controlPlane) {
        this.engine = engine;
        this.controlPlane = controlPlane;
    }

    /** How a cluster is in this respect. */
    public enum State {
        /** It was made without such a file, or does not run. */
        NONE,
        /** Node and RBAC decide alone. */
        OWN,
        /** autopilot-sim may refuse first. */
        AUTOPILOT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Of the Kind cluster behind a context of the kubeconfig; empty where an API server reads no such file.
     *
     * @param environment with PATH of the user
     * @param engineName of the container engine
     */
    public static Optional<Authorization> of(Map<String, String> environment, String engineName, String context) {
        if (!context.startsWith(CONTEXT)) {
            return Optional.empty();
        }
        try {
            var engine = Engine.running(new Programs(environment), engineName);
            return of(engine, context.substring(CONTEXT.length()));
        } catch (Trouble _) {
            return Optional.empty();
        }
    }

    static Optional<Authorization> of(Engine engine, String cluster) {
        return engine.container(cluster + "-control-plane")
                .filter(it -> it.isRunning() && it.mounts().contains(AuthorizationFolder.INSIDE))
                .map(it -> new Authorization(engine, it.name()));
    }

    public State state() {
        return read().contains("type: Webhook") ? State.AUTOPILOT : State.OWN;
    }

    /**
     * Lets the API server ask autopilot-sim first.
     *
     * @param address host:port of its webhooks
     * @param authority PEM that vouches for it
     * @return false when it does so already
     */
    public boolean askAutopilot(String address, String authority) {
        var access = AuthorizationFolder.text("authorizer.kubeconfig")
                .replace("@ADDRESS@", address)
                .replace("@CA@", Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8)));
        // Only a change of the main file is noticed: another authority, another name in it.
        var name = "authorizer-" + hash(access) + ".kubeconfig";
        var wanted = AuthorizationFolder.text("authorization.yaml").replace("@ACCESS@", name);
        if (read().equals(wanted)) {
            return false;
        }
        said(engine.shell(controlPlane, "cat >" + AuthorizationFolder.INSIDE + "/" + name, access));
        replace(wanted);
        return true;
    }

    /** @return false when only Node and RBAC are asked already */
    public boolean askNobodyElse() {
        if (read().equals(AuthorizationFolder.first())) {
            return false;
        }
        replace(AuthorizationFolder.first());
        return true;
    }

    /** In one step: the API server must never read half a file. */
    private void replace(String text) {
        said(engine.shell(controlPlane, "cat >" + FILE + ".next && mv " + FILE + ".next " + FILE, text));
    }

    private String read() {
        return said(engine.shell(controlPlane, "cat " + FILE, ""));
    }

    private String said(Ran answer) {
        if (!answer.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "the authorisation file of %s cannot be used: %s; `gke-local cluster reset` makes the cluster anew"
                            .formatted(controlPlane, answer.lastWords()));
        }
        return answer.out();
    }

    private static String hash(String text) {
        try {
            var digest =
                    java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
