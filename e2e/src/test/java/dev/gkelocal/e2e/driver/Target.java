package dev.gkelocal.e2e.driver;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Where the platforms of this run live: {@code -Dgkelocal.e2e.home=embedded|kind}. Said once, in one line. */
public enum Target {
    EMBEDDED,
    KIND;

    private static final String FLAG = "gkelocal.e2e.home";
    private static final String CONTEXT = "GKE_LOCAL_KUBE_CONTEXT";
    private static final String REUSE = "GKE_LOCAL_E2E_REUSE";
    private static final Target CHOSEN = choose();

    public static Target chosen() {
        return CHOSEN;
    }

    static boolean isKind() {
        return CHOSEN == KIND;
    }

    /** Of the kubeconfig. */
    public static String context() {
        return Optional.ofNullable(System.getenv(CONTEXT))
                .filter(it -> !it.isBlank())
                .orElseThrow(() -> new IllegalStateException("-D" + FLAG + "=kind needs " + CONTEXT
                        + ", the kubeconfig context of the cluster, such as kind-gke-local-lab"));
    }

    /** Whether the platform that runs in the cluster is used as it is, and left there. */
    static boolean reuses() {
        return "1".equals(System.getenv(REUSE));
    }

    /** Skips a test that brings up, and takes down, a platform of its own. */
    public static void assumeOwnPlatform(String what) {
        if (isKind() && reuses()) {
            FaultReport.skipped(what, "the platform in the cluster is to stay as it is: " + REUSE + "=1");
            Assumptions.abort(REUSE + "=1");
        }
    }

    /** What the environment says of a configuration key, which must be there. */
    public static String setting(String key) {
        var variable = "GKE_LOCAL_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
        var value = System.getenv().getOrDefault(variable, "");
        Assumptions.assumeFalse(value.isEmpty(), variable + " is not set");
        return value;
    }

    private static Target choose() {
        var given = System.getProperty(FLAG, "embedded");
        var target = switch (given.toLowerCase(Locale.ROOT)) {
            case "", "embedded" -> EMBEDDED;
            case "kind" -> KIND;
            default -> throw new IllegalArgumentException("-D" + FLAG + "=" + given + ": write embedded or kind");
        };
        System.out.println("gke-local-note: the end-to-end tests use " + words(target));
        return target;
    }

    private static String words(Target target) {
        if (target == EMBEDDED) {
            return "platforms of processes on this machine (-D" + FLAG + "=kind: Pods in a cluster)";
        }
        return "a platform of Pods in the cluster of context " + context()
                + (reuses() ? ", the one that is there (" + REUSE + "=1)" : "");
    }
}
