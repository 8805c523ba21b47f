package dev.gkelocal.cloudrun.registry;

import dev.gkelocal.cloudrun.control.ImageDigests;
import dev.gkelocal.images.registry.Descriptor;
import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.images.registry.Registry;
import dev.gkelocal.images.registry.RegistryFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cluster's registry for digests. Images of other registries are used as they are named: whether the nodes can fetch
 * them, and what they are then, only the nodes can tell. So are all while the registry does not answer, as nodes keep what they
 * once fetched.
 */
public final class RegistryDigests implements ImageDigests {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryDigests.class);

    private final String name;
    private final Registry registry;

    /**
     * @param name as references and nodes have it, such as {@code localhost:5001}
     * @param address where this program reaches it
     */
    public RegistryDigests(String name, String address) {
        this.name = name;
        this.registry = Registry.at(address);
    }

    @Override
    public Optional<String> of(String reference) {
        if (!reference.startsWith(name + "/")) {
            LOG.info("image={} is of another registry: used as it is named", reference);
            return Optional.of(reference);
        }
        try {
            var image = Reference.parse(reference);
            return registry.find(image.repository(), image.version()).map(Descriptor::digest);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } catch (RegistryFailure e) {
            LOG.warn("image={} is used as it is named cause={}", reference, e.getMessage());
            return Optional.of(reference);
        }
    }
}
