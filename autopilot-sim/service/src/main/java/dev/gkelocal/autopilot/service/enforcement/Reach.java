package dev.gkelocal.autopilot.service.enforcement;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import java.net.URI;
import java.util.List;

/** How an API server gets to the webhooks. */
sealed interface Reach {
    WebhookClientConfig client(String path, String bundle);

    /** Names for the certificate. */
    List<String> names();

    /** For people. */
    String words();

    /** By the Kubernetes Service. */
    record Service(String namespace, String name, int port) implements Reach {
        @Override
        public WebhookClientConfig client(String path, String bundle) {
            return new WebhookClientConfigBuilder()
                    .withCaBundle(bundle)
                    .withNewService(name, namespace, path, port)
                    .build();
        }

        @Override
        public List<String> names() {
            var qualified = name + "." + namespace + ".svc";
            return List.of(qualified, qualified + ".cluster.local", name + "." + namespace, name);
        }

        @Override
        public String words() {
            return "service " + namespace + "/" + name + ":" + port;
        }
    }

    /**
     * By an address outside the cluster: for work on the program itself.
     *
     * @param base without a path
     */
    record Address(URI base) implements Reach {
        @Override
        public WebhookClientConfig client(String path, String bundle) {
            return new WebhookClientConfigBuilder()
                    .withCaBundle(bundle)
                    .withUrl(base.resolve(path).toString())
                    .build();
        }

        @Override
        public List<String> names() {
            return List.of(base.getHost(), "localhost");
        }

        @Override
        public String words() {
            return base.toString();
        }
    }
}
