package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.JudgedPod.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A container as an allowlist describes it; what a workload's container sets must be in here. */
record AllowedContainer(
        String name,
        Entries image,
        Set<String> digests,
        Entries args,
        Entries command,
        Entries env,
        Set<String> envFrom,
        Value value) {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    /** Mounted by the API server, never by the author. */
    private static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    static List<AllowedContainer> list(Value containers, Map<String, Set<String>> digests) {
        return containers.items().stream()
                .map(it -> new AllowedContainer(
                        it.get("name").text(),
                        Entries.of(List.of(withoutTag(it.get("image").text()))),
                        digests.getOrDefault(it.get("name").text(), Set.of()),
                        Entries.ofTexts(it.get("args")),
                        Entries.ofTexts(it.get("command")),
                        Entries.of(it.get("env").items().stream()
                                .map(env -> env.get("name").text())
                                .toList()),
                        Set.copyOf(sources(it)),
                        it))
                .toList();
    }

    /** Lines of differences, without the heading. */
    List<String> mismatches(Container container) {
        var lines = new ArrayList<String>();
        var mine = container.value();
        if (!allowsImage(mine.get("image").text())) {
            lines.add("- Image Mismatch: '" + mine.get("image").text()
                    + "' has no matching string or regex pattern in allowlist.");
        }
        texts(
                "Args",
                "args",
                args,
                mine.get("args").items().stream().map(Value::text).toList(),
                lines);
        texts(
                "Commands",
                "command",
                command,
                mine.get("command").items().stream().map(Value::text).toList(),
                lines);
        texts(
                "Envs",
                "env",
                env,
                mine.get("env").items().stream()
                        .map(it -> it.get("name").text())
                        .toList(),
                lines);
        if (!envFrom.containsAll(sources(mine))) {
            lines.add("- EnvFrom Mismatch: Verify that both configMapRef & secretRef match allowlist value.");
        }
        handlers(mine, lines);
        security(mine, lines);
        lines.addAll(AppArmor.mismatch("- ", mine, value));
        mounts(mine, lines);
        return lines;
    }

    private static void texts(String title, String field, Entries allowed, List<String> mine, List<String> lines) {
        var first = true;
        for (var i = 0; i < mine.size(); i++) {
            if (!allowed.allows(mine.get(i))) {
                if (first) {
                    lines.add("- " + title + ":");
                    first = false;
                }
                lines.add("\t- " + field + "[" + i + "] Mismatch: '" + mine.get(i)
                        + "' has no matching string or regex pattern in allowlist.");
            }
        }
    }

    private static List<String> sources(Value container) {
        var sources = new ArrayList<String>();
        for (var source : container.get("envFrom").items()) {
            for (var kind : List.of("configMapRef", "secretRef")) {
                if (source.get(kind).isSet()) {
                    sources.add(kind + "/" + source.get(kind).get("name").text());
                }
            }
        }
        return sources;
    }

    private void handlers(Value mine, List<String> lines) {
        for (var probe : PROBES) {
            if (!sameCommand(mine.get(probe), value.get(probe))) {
                lines.add("- " + probe + " Mismatch: exec.command does not match allowlist value.");
            }
        }
        for (var hook : HOOKS) {
            if (!sameCommand(
                    mine.get("lifecycle").get(hook), value.get("lifecycle").get(hook))) {
                lines.add("- lifecycle." + hook + " Mismatch: exec.command does not match allowlist value.");
            }
        }
    }

    private static boolean sameCommand(Value mine, Value allowed) {
        var command = command(mine);
        return command.isEmpty() || command.equals(command(allowed));
    }

    private static List<String> command(Value handler) {
        return handler.get("exec").get("command").items().stream()
                .map(Value::text)
                .toList();
    }

    private void security(Value mine, List<String> lines) {
        var own = mine.get("securityContext");
        var listed = value.get("securityContext");
        if (own.get("privileged").isTrue() && !listed.get("privileged").isTrue()) {
            lines.add("- Privileged Mismatch: true is not in allowlist.");
        }
        var add = Entries.ofTexts(listed.get("capabilities").get("add"));
        for (var capability : own.get("capabilities").get("add").items()) {
            if (!add.allows(capability.text())) {
                lines.add("- Capabilities Mismatch: adding '" + capability.text() + "' is not in allowlist.");
            }
        }
        var dropped = Entries.ofTexts(own.get("capabilities").get("drop"));
        for (var capability : listed.get("capabilities").get("drop").items()) {
            if (!dropped.allows(capability.text())) {
                lines.add("- Capabilities Mismatch: '" + capability.text() + "' must be dropped.");
            }
        }
    }

    private void mounts(Value mine, List<String> lines) {
        for (var mount : mine.get("volumeMounts").items()) {
            var path = mount.get("mountPath").text();
            if (!path.equals(TOKEN_FOLDER)
                    && value.get("volumeMounts").items().stream().noneMatch(it -> allowsMount(mount, it))) {
                lines.add("- VolumeMounts Mismatch: '" + path + "' has no matching entry in allowlist.");
            }
        }
        for (var device : mine.get("volumeDevices").items()) {
            var path = device.get("devicePath").text();
            if (value.get("volumeDevices").items().stream()
                    .noneMatch(it -> it.get("devicePath").text().equals(path)
                            && it.get("name").text().equals(device.get("name").text()))) {
                lines.add("- VolumeDevices Mismatch: '" + path + "' has no matching entry in allowlist.");
            }
        }
    }

    private static boolean allowsMount(Value mount, Value allowed) {
        return allowed.get("mountPath").text().equals(mount.get("mountPath").text())
                && VolumeEntries.isReadOnlyEnough(mount, allowed)
                && (!allowed.get("subPath").isSet()
                        || allowed.get("subPath")
                                .text()
                                .equals(mount.get("subPath").text()));
    }

    /** By path without tag and digest, or by digest whatever the path. */
    private boolean allowsImage(String reference) {
        var at = reference.indexOf("@sha256:");
        var byDigest = at >= 0 && digests.contains(reference.substring(at + "@sha256:".length()));
        return byDigest || image.allows(withoutTag(reference));
    }

    static String withoutTag(String image) {
        if (image.startsWith("^")) {
            return image;
        }
        var at = image.indexOf('@');
        var path = at < 0 ? image : image.substring(0, at);
        var colon = path.lastIndexOf(':');
        return colon > path.lastIndexOf('/') ? path.substring(0, colon) : path;
    }
}
