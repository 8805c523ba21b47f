package dev.gkelocal.cloudrun.registry;

import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.BuildResult;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.ImageStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The image store of a platform in a cluster: folders of the user's machine are out of its reach, images are the registry's. */
public final class NoBuilds implements ImageStore {
    private final String registry;

    public NoBuilds(String registry) {
        this.registry = registry;
    }

    @Override
    public BuildResult build(BuildRequest request) {
        return new BuildResult.Rejected(
                "This platform runs in a cluster, which cannot read folders of your machine. Build and"
                        + " push the image there: `gke-local run deploy NAME --source DIR` does both; then deploy "
                        + registry + "/" + request.name() + ".");
    }

    @Override
    public Optional<Image> find(String reference) {
        return Optional.empty();
    }

    @Override
    public List<NamedImage> list() {
        return List.of();
    }

    @Override
    public void collect(Set<String> digestsInUse) {}
}
