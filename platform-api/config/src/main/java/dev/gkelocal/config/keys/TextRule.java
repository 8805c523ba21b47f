package dev.gkelocal.config.keys;

import java.util.regex.Pattern;

/** Rules for text; each pattern is one that Java and JSON Schema read alike. */
enum TextRule {
    /** Requirements sheet, section 4; the length is that of a DNS label. */
    PROJECT_NAME("[A-Za-z0-9_-]{1,63}", "1 to 63 letters, digits, - and _"),
    /** Part of a file's name. */
    ENVIRONMENT("[A-Za-z0-9][A-Za-z0-9_-]{0,62}", "1 to 63 letters, digits, - and _, such as local or staging"),
    /** Google's "Creating and managing projects". */
    PROJECT_ID(
            "[a-z][a-z0-9-]{4,28}[a-z0-9]",
            "6 to 30 lower-case letters, digits and -, beginning with a letter and not ending with -"),
    /** The form of all of Google's regions, such as europe-west10. */
    REGION("[a-z]+-[a-z]+[0-9]{1,2}", "a region such as us-central1"),
    /** Kind's own rule, and room for its suffixes in a host's name. */
    CLUSTER_NAME("[a-z0-9][a-z0-9.-]{0,49}", "1 to 50 lower-case letters, digits, . and -"),
    KUBERNETES_VERSION(
            "[1-9][0-9]{0,2}\\.[0-9]{1,4}(\\.[0-9]{1,4})?", "a version such as \"1.34\" or \"1.34.0\", in quotes"),
    /** Distribution's reference grammar, without its bounds; empty is none. */
    IMAGE(
            "|[A-Za-z0-9][A-Za-z0-9._:-]*(/[A-Za-z0-9._-]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?",
            "an image such as registry:3 or localhost:5001/shop/web:1.2, or \"\" for the default"),
    /** IPv4; Kind takes others too, our network policies do not. */
    SUBNET("([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}", "an IPv4 range such as 10.244.0.0/16"),
    /** Empty is the one on PATH. */
    PROGRAM("|[^\\s].*", "a program such as /opt/kind/bin/kind, or \"\" for the one on PATH"),
    /** Of a Kubernetes object; empty is the cluster's default. */
    OBJECT_NAME("|[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", "a name of lower-case letters, digits, . and -, or \"\""),
    /** Of Kubernetes, as far as volumes need it. */
    QUANTITY("[1-9][0-9]*(Mi|Gi|Ti)", "a size such as 2Gi"),
    /** Empty is a broker of our own. */
    BROKERS("|[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*", "brokers such as kafka.example.com:9092, or \"\""),
    /** In the words of image indexes. */
    PLATFORM("|linux/(amd64|arm64)", "linux/amd64, linux/arm64 or \"\""),
    /** GKE's "Versioning and upgrades". */
    GKE_VERSION(
            "[1-9][0-9]{0,2}\\.[0-9]{1,4}(\\.[0-9]{1,4}(-gke\\.[0-9]{1,8})?)?",
            "a version such as \"1.35\" or \"1.35.1-gke.1510000\", in quotes"),
    /** Empty is off. */
    ENDPOINT("|https?://[^\\s/]+(/\\S*)?", "an address such as http://127.0.0.1:4317, or \"\" for off");

    private final String pattern;
    private final Pattern compiled;
    private final String words;

    TextRule(String pattern, String words) {
        this.pattern = pattern;
        this.compiled = Pattern.compile(pattern);
        this.words = words;
    }

    boolean allows(String text) {
        return compiled.matcher(text).matches();
    }

    String pattern() {
        return pattern;
    }

    String words() {
        return words;
    }
}
