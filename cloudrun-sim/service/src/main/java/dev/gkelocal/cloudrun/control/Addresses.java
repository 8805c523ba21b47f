package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.ServiceName;

/**
 * Where services are reached: {@code http://[TAG---]SERVICE-PROJECTNUMBER.REGION.run.localhost:PORT}, in the form of the
 * deterministic address (cloudrun sheet 4.3).
 */
public record Addresses(long projectNumber, int ingressPort) {
    private static final int HTTP = 80;

    public String of(ServiceName service) {
        return "http://" + host(service);
    }

    public String of(ServiceName service, String tag) {
        return "http://" + tag + "---" + host(service);
    }

    private String host(ServiceName service) {
        return service.service() + "-" + projectNumber + "." + service.region() + ".run.localhost"
                + (ingressPort == HTTP ? "" : ":" + ingressPort);
    }
}
