package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.ManifestFiles;
import dev.gkelocal.kind.manifests.Manifests;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.UserNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The manifests as text, for kubectl, GitOps and review. No cluster is asked. */
public final class Rendering {
    private final PlatformSettings settings;

    /**
     * Images are named by tag, as {@code up --kind} would push them.
     *
     * @throws Refused when these cannot be told
     */
    public Rendering(Build build, GkeLocalConfig config, Consumer<String> progress) {
        var site = Site.unseen(config);
        settings = Composition.of(config, new OurImages(build, config, site).planned(progress), site);
    }

    /** Everything in one text. */
    public String stream() {
        return ManifestFiles.stream(platform());
    }

    /** Texts by path. */
    public SortedMap<String, String> files() {
        return ManifestFiles.files(platform());
    }

    /** What a namespace of users' own starts with. */
    public String namespace(String name) {
        return ManifestFiles.stream(UserNamespace.of(name, settings));
    }

    private List<HasMetadata> platform() {
        return Manifests.of(settings);
    }
}
