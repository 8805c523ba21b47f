package dev.gkelocal.config.access;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which a service lets itself be called. Always those of this machine; in a cluster also those of its Kubernetes Service,
 * and any numeric address: kubelet and scrapers call Pods so, and a page that tricks a browser with DNS sends a name.
 *
 * @param services names of its Kubernetes Service, in lower case; empty outside a cluster
 */
public record HostNames(Set<String> services) {
    /** Set in a cluster only: the namespace of the platform. */
    public static final String NAMESPACE = "gkelocal.kubernetes.namespace";

    /** Of this machine only. */
    public static final HostNames LOOPBACK = new HostNames(Set.of());

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

    public HostNames {
        services = Set.copyOf(services);
    }

    /** @param service name of the Kubernetes Service that a cluster would give it */
    public static HostNames of(String service, Properties system) {
        var namespace = system.getProperty(NAMESPACE, "");
        if (namespace.isEmpty()) {
            return LOOPBACK;
        }
        var names = new LinkedHashSet<String>();
        names.add(service);
        for (var suffix : new String[] {"", ".svc", ".svc.cluster.local"}) {
            names.add(service + "." + namespace + suffix);
        }
        return new HostNames(names);
    }

    boolean accept(String authority) {
        var name = withoutPort(authority.strip()).toLowerCase(Locale.ROOT);
        return isLoopback(name)
                || services.contains(name)
                || (!services.isEmpty()
                        && (IPV4.matcher(name).matches() || IPV6.matcher(name).matches()));
    }

    /** Whether {@code name[:port]} is this machine. */
    static boolean isLoopbackAuthority(String authority) {
        return isLoopback(withoutPort(authority.strip()).toLowerCase(Locale.ROOT));
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || IPV4_LOOPBACK.matcher(name).matches();
    }

    /** For people. */
    String words() {
        return "localhost, 127.0.0.1, [::1] and *.localhost"
                + (services.isEmpty()
                        ? ""
                        : ", and in the cluster to "
                                + String.join(", ", services.stream().sorted().toList()) + " and its Pods' addresses,");
    }

    /** The name in {@code name[:port]}; empty when that is not its form. */
    private static String withoutPort(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        if (end < 0) {
            return authority;
        }
        var port = authority.substring(end);
        return port.isEmpty() || port.matches(":\\d{1,5}") ? authority.substring(0, end) : "";
    }
}
