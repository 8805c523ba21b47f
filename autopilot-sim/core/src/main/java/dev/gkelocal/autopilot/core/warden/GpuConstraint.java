package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.classes.PodClass;

/** Constraint autogke-gpu-limitation (autopilot sheet 1.8, 2.3). */
final class GpuConstraint {
    private GpuConstraint() {}

    static void judge(JudgedPod pod, Findings findings) {
        if (!pod.requestsGpu()) {
            strayTolerations(pod, findings);
            return;
        }
        for (var container : pod.inits()) {
            if (container.request(JudgedPod.GPU).signum() > 0) {
                findings.add("gpu-init", container.path().then("resources"), container.name());
            }
        }
        var byClass = pod.podClass().custom().filter(CustomClass::hasGpuRule).isPresent();
        if (!byClass && !pod.choice().names(PodClass.GPU_LABEL)) {
            findings.add("gpu-selector", pod.field("nodeSelector"));
        }
    }

    private static void strayTolerations(JudgedPod pod, Findings findings) {
        var tolerations = pod.choice().tolerations();
        for (var i = 0; i < tolerations.size(); i++) {
            if (tolerations.get(i).get("key").text().equals(JudgedPod.GPU)
                    && tolerations.get(i).get("operator").text().equals("Exists")) {
                findings.add("gpu-toleration", pod.field("tolerations").then(i));
                return;
            }
        }
    }
}
