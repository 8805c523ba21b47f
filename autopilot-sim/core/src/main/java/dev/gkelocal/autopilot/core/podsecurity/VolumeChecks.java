package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.podsecurity.Wording.plural;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.quoted;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The restricted check of volume types. */
final class VolumeChecks {
    private static final List<String> ALLOWED = List.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");
    private static final List<String> RESTRICTED = List.of(
            "hostPath",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "gitRepo",
            "nfs",
            "iscsi",
            "glusterfs",
            "rbd",
            "flexVolume",
            "cinder",
            "cephfs",
            "flocker",
            "fc",
            "azureFile",
            "vsphereVolume",
            "quobyte",
            "azureDisk",
            "photonPersistentDisk",
            "portworxVolume",
            "scaleIO",
            "storageos");

    /** A volume without any source that the API knows. */
    private static final String UNKNOWN = "unknown";

    private VolumeChecks() {}

    static Optional<Finding> types(PodUnderCheck pod) {
        var names = new ArrayList<String>();
        var types = new TreeSet<String>();
        for (var volume : pod.spec().get("volumes").items()) {
            if (first(ALLOWED, volume).isPresent()) {
                continue;
            }
            var type = first(RESTRICTED, volume).orElse(UNKNOWN);
            if (type.equals(UNKNOWN) && pod.serverDefaults()) {
                continue;
            }
            names.add(volume.get("name").text());
            types.add(type);
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "restricted volume types",
                        plural("volume ", "volumes ", names.size())
                                + quoted(names)
                                + plural(" uses ", " use ", names.size())
                                + plural("restricted volume type ", "restricted volume types ", types.size())
                                + quoted(types)));
    }

    private static Optional<String> first(List<String> sources, Value volume) {
        for (var source : sources) {
            if (volume.get(source).isSet()) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
