package dev.gkelocal.autopilot.core.manifest;

import java.util.Optional;
import java.util.function.IntPredicate;

/** The rules for names of objects and containers and for labels, with the API server's texts. Each answers what is wrong, or nothing. */
final class Names {
    private static final String LABEL_TEXT =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
                    + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String SUBDOMAIN_TEXT =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end "
                    + "with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String VALUE_TEXT =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end "
                    + "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
                    + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private Names() {}

    /** Of containers and namespaces. */
    static Optional<String> label(String name) {
        if (name.length() > 63) {
            return Optional.of("must be no more than 63 characters");
        }
        return isDelimited(name, Names::isLower, c -> c == '-') ? Optional.empty() : Optional.of(LABEL_TEXT);
    }

    /** Of most objects. */
    static Optional<String> subdomain(String name) {
        if (name.length() > 253) {
            return Optional.of("must be no more than 253 characters");
        }
        for (var part : name.split("\\.", -1)) {
            if (!isDelimited(part, Names::isLower, c -> c == '-')) {
                return Optional.of(SUBDOMAIN_TEXT);
            }
        }
        return Optional.empty();
    }

    static Optional<String> labelValue(String value) {
        if (value.length() > 63) {
            return Optional.of("must be no more than 63 characters");
        }
        return value.isEmpty() || isDelimited(value, Names::isAlphanumeric, c -> c == '-' || c == '_' || c == '.')
                ? Optional.empty()
                : Optional.of(VALUE_TEXT);
    }

    /** Ends of one kind, between them also the other. */
    private static boolean isDelimited(String text, IntPredicate ends, IntPredicate between) {
        return !text.isEmpty()
                && ends.test(text.charAt(0))
                && ends.test(text.charAt(text.length() - 1))
                && text.chars().allMatch(ends.or(between));
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(int c) {
        return isLower(c) || c >= 'A' && c <= 'Z';
    }
}
