package dev.gkelocal.platform.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.platform.simulators.SimulatorHealth;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks services at their management ports whether they are ready. */
public final class ManagementHealth implements SimulatorHealth {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final Map<String, String> addresses;
    private final ObjectMapper json;

    /** @param addresses host:port of the management port by service */
    public ManagementHealth(Map<String, String> addresses, ObjectMapper json) {
        this.addresses = Map.copyOf(addresses);
        this.json = json;
    }

    /**
     * A service's own word.
     *
     * @param reasons why it is not ready: the names of the checks that fail, or why it could not be asked
     */
    record Answer(boolean ready, List<String> reasons) {}

    @Override
    public boolean isReady(String service) {
        return ask(service).ready();
    }

    Set<String> services() {
        return new TreeSet<>(addresses.keySet());
    }

    boolean canAsk(String service) {
        return addresses.containsKey(service);
    }

    Answer ask(String service) {
        var address = addresses.get(service);
        if (address == null) {
            return new Answer(false, List.of("it has no management port"));
        }
        try {
            return read(URI.create("http://" + address + "/q/health/ready"));
        } catch (IOException e) {
            return new Answer(false, List.of("no answer at " + address + ": " + e.getMessage()));
        }
    }

    private Answer read(URI address) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            boolean ready = connection.getResponseCode() == 200;
            try (var body = ready ? connection.getInputStream() : connection.getErrorStream()) {
                var reasons = new ArrayList<String>();
                if (!ready && body != null) {
                    for (var check : json.readTree(body).path("checks")) {
                        if (!check.path("status").asText().equals("UP")) {
                            reasons.add(check.path("name").asText());
                        }
                    }
                }
                return new Answer(ready, reasons);
            }
        } finally {
            connection.disconnect();
        }
    }
}
