package dev.gkelocal.cli.load;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What is asked for. Names below {@code localhost} are loopback (RFC 6761), though Java does not resolve them.
 *
 * @param connectTo host or address of the socket; {@code Host} stays that of the address
 */
public record Target(
        String method, URI address, String connectTo, List<Map.Entry<String, String>> headers, byte[] body) {
    private static final String LOOPBACK = "127.0.0.1";

    public Target {
        headers = List.copyOf(headers);
    }

    public static Target get(String address) {
        return of("GET", address, List.of(), "");
    }

    /** @param headers as {@code Name: value} */
    public static Target of(String method, String address, List<String> headers, String body) {
        var uri = parse(address.contains("://") ? address : "http://" + address);
        var host = uri.getHost();
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        return new Target(
                method,
                uri,
                local ? LOOPBACK : host,
                headers.stream().map(Target::header).toList(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    boolean encrypted() {
        return "https".equals(address.getScheme());
    }

    int port() {
        if (address.getPort() > 0) {
            return address.getPort();
        }
        return encrypted() ? 443 : 80;
    }

    String path() {
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    private static URI parse(String address) {
        try {
            var uri = new URI(address);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            throw wrong(address, notAnAddress.getReason());
        }
        throw wrong(address, "it needs http:// or https:// and a host");
    }

    private static CommandFailed wrong(String address, String why) {
        return new CommandFailed(ExitCode.USAGE, "'" + address + "' is not an address to load: " + why);
    }

    private static Map.Entry<String, String> header(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--header: '" + text + "' is not 'Name: value'");
        }
        return Map.entry(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
}
