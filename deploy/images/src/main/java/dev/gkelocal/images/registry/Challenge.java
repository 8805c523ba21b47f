package dev.gkelocal.images.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a registry wants to be asked, from {@code WWW-Authenticate} (RFC 9110, section 11.6.1; token authentication of the distribution
 * project).
 *
 * @param scheme in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    static Optional<Challenge> parse(String header) {
        var space = header.indexOf(' ');
        var scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(java.util.Locale.ROOT);
        if (scheme.isEmpty()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        var matcher = PARAMETER.matcher(space < 0 ? "" : header.substring(space));
        while (matcher.find()) {
            var quoted = matcher.group(2);
            parameters.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
        }
        return Optional.of(new Challenge(scheme, parameters));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
