package dev.gkelocal.e2e.driver;

import java.util.Locale;
import java.util.Optional;

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
