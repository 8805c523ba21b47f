package dev.gkelocal.contracts.cloudrun;

/** Where the ingress container listens. Locally each instance gets a free port instead, in PORT. */
public record ContainerPort(Protocol protocol, int containerPort) {

    /** What the program speaks; the port's name in the API. */
    public enum Protocol {
        HTTP1,
        H2C
    }
}
