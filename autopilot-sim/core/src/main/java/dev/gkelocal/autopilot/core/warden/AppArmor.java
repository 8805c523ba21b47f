package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;

/** Compares AppArmor profiles: exactly, save that Unconfined in the allowlist allows every profile. */
final class AppArmor {
    private AppArmor() {}

    /**
     * @param workload a Pod spec or a container
     * @param allowed what an allowlist says about it
     */
    static List<String> mismatch(String indent, Value workload, Value allowed) {
        var mine = workload.get("securityContext").get("appArmorProfile");
        var listed = allowed.get("securityContext").get("appArmorProfile");
        var type = mine.get("type").text();
        if (!mine.isSet()
                || listed.get("type").text().equals("Unconfined")
                || (listed.get("type").text().equals(type) && profile(listed).equals(profile(mine)))) {
            return List.of();
        }
        return List.of(indent + "AppArmorProfile Mismatch: '" + type + "' is not in allowlist.");
    }

    /** The reference of allowlists spells the field with a capital H. */
    private static String profile(Value appArmor) {
        return appArmor.get("localhostProfile")
                .text(appArmor.get("localHostProfile").text());
    }
}
