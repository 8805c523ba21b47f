package dev.gkelocal.cloudrun.core.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names, labels and annotations (cloudrun sheet 3.1, 3.4; section 7, item 15). */
final class Names {
    static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]{0,47}[a-z0-9])?");
    private static final int LONGEST_REVISION = 63;
    private static final Pattern REVISION = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern QUALIFIED = Pattern.compile("[a-zA-Z0-9]([-_.a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([a-zA-Z0-9]([-_.a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)?");
    private static final List<String> SYSTEM =
            List.of("run.googleapis.com", "cloud.googleapis.com", "serving.knative.dev", "autoscaling.knative.dev");

    private Names() {}

    static List<Violation> service(String path, String name) {
        return SERVICE.matcher(name).matches()
                ? List.of()
                : List.of(
                        new Violation(
                                path,
                                "Invalid resource name '" + name
                                        + "': it must start with a letter, contain only lower case"
                                        + " letters, digits and hyphens, not end with a hyphen, and be at most 49 characters."));
    }

    /** A revision's name that the user chose (sheet 4.1). */
    static List<Violation> revision(String path, String service, String name) {
        var violations = new ArrayList<Violation>();
        if (!name.startsWith(service + "-")) {
            violations.add(new Violation(path, "revision name '" + name + "' must have prefix '" + service + "-'"));
        }
        if (name.length() > LONGEST_REVISION) {
            violations.add(new Violation(
                    path,
                    "revision name '" + name + "' must be at most " + LONGEST_REVISION + " characters, has "
                            + name.length()));
        }
        if (!REVISION.matcher(name).matches()) {
            violations.add(new Violation(
                    path,
                    "revision name '" + name + "' must be lower case letters, digits and hyphens, start with a letter"
                            + " and end with a letter or digit"));
        }
        return violations;
    }

    static List<Violation> labels(String path, Map<String, String> labels) {
        var violations = new ArrayList<Violation>(keys(path, "label", labels));
        labels.forEach((key, value) -> {
            if (!LABEL_VALUE.matcher(value).matches()) {
                violations.add(new Violation(
                        entry(path, key),
                        "invalid label value '" + value
                                + "': at most 63 letters, digits, '-', '_' or '.', beginning and"
                                + " ending with a letter or digit"));
            }
        });
        return violations;
    }

    static List<Violation> annotations(String path, Map<String, String> annotations) {
        return keys(path, "annotation", annotations);
    }

    /** The v1 API takes system keys, v2 has fields for them and refuses the keys. */
    private static List<Violation> keys(String path, String what, Map<String, String> entries) {
        var violations = new ArrayList<Violation>();
        for (var key : entries.keySet()) {
            int slash = key.indexOf('/');
            var prefix = slash < 0 ? "" : key.substring(0, slash);
            if (SYSTEM.stream().anyMatch(it -> prefix.equals(it) || prefix.endsWith("." + it))) {
                violations.add(new Violation(
                        entry(path, key),
                        what + " '" + key + "' is reserved: system " + what + "s cannot be set through the v2 API"));
            } else if (!QUALIFIED.matcher(key.substring(slash + 1)).matches() || (slash >= 0 && prefix.isEmpty())) {
                violations.add(new Violation(
                        entry(path, key),
                        "invalid " + what + " key '" + key + "': at most 63 letters, digits, '-', '_' or '.', beginning"
                                + " and ending with a letter or digit, with an optional prefix and '/'"));
            }
        }
        return violations;
    }

    private static String entry(String path, String key) {
        return path + "[" + key + "]";
    }
}
