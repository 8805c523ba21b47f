package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.ContainerPort;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instances as containers: the revision's image, by digest where it is known, with what its template says. */
public final class Containers implements Orders {
    private static final String DIGEST = "sha256:";
    private static final int DEFAULT_PORT = 8080;

    @Override
    public Optional<InstanceOrder> of(
            PlannedRevision revision, InstanceId id, Duration startupTimeout, Duration notReadyBefore) {
        var container = revision.template().ingressContainer();
        var env = new HashMap<String, String>();
        for (EnvVar variable : container.env()) {
            env.put(variable.name(), variable.value());
        }
        var workload = new Workload.Container(
                pinned(container.image(), revision.imageDigest()),
                container.command(),
                container.args(),
                container.workingDir(),
                port(container.port()),
                new Workload.Limits(
                        container.resources().milliCpu(), container.resources().memoryMebibytes()));
        return Optional.of(new InstanceOrder(id, revision.name(), workload, env, startupTimeout, notReadyBefore));
    }

    private static int port(@Nullable ContainerPort port) {
        return port == null ? DEFAULT_PORT : port.containerPort();
    }

    /** {@code HOST/NAME[:TAG][@DIGEST]} with the digest in the place of the tag. */
    static String pinned(String image, String digest) {
        return digest.startsWith(DIGEST) ? untagged(image) + "@" + digest : image;
    }

    private static String untagged(String image) {
        int at = image.indexOf('@');
        var named = at < 0 ? image : image.substring(0, at);
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }
}
