package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.ImageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Instances as programs of this machine: the image's own, or what its container names instead (cloudrun sheet 1.1). */
public final class LocalPrograms implements Orders {
    private final ImageStore images;
    /** An image of a digest never changes, so a cold start need not read it from disk. */
    private final Map<String, Image> known = new ConcurrentHashMap<>();

    public LocalPrograms(ImageStore images) {
        this.images = images;
    }

    @Override
    public Optional<InstanceOrder> of(
            PlannedRevision revision, InstanceId id, Duration startupTimeout, Duration notReadyBefore) {
        return image(revision.imageDigest()).map(image -> {
            var container = revision.template().ingressContainer();
            var env = new HashMap<>(image.env());
            for (EnvVar variable : container.env()) {
                env.put(variable.name(), variable.value());
            }
            var directory = container.workingDir().isEmpty()
                    ? image.content()
                    : image.content().resolve(container.workingDir());
            return new InstanceOrder(
                    id,
                    revision.name(),
                    new Workload.Program(command(image, container), directory),
                    env,
                    startupTimeout,
                    notReadyBefore);
        });
    }

    private Optional<Image> image(String digest) {
        var held = known.get(digest);
        if (held != null) {
            return Optional.of(held);
        }
        var found = images.find(digest);
        found.ifPresent(it -> known.put(digest, it));
        return found;
    }

    private static List<String> command(Image image, Container container) {
        var command = new ArrayList<>(container.command().isEmpty() ? image.command() : container.command());
        command.addAll(container.args());
        return command;
    }
}
