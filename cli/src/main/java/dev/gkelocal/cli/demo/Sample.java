package dev.gkelocal.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.load.Pulse;
import dev.gkelocal.cli.terminal.Json;

/**
 * One second of the demo.
 *
 * @param second since the load began
 * @param answered requests in this second
 * @param refused up to now: answers of 400 and more, and requests without an answer
 */
record Sample(long second, long sent, long answered, double p50, double p99, long refused, Scene scene) {

    static Sample of(long second, Pulse pulse, long sentBefore, Scene scene) {
        return new Sample(
                second, pulse.sent() - sentBefore, pulse.recent(), pulse.p50(), pulse.p99(), pulse.refused(), scene);
    }

    /** A second after the load. */
    static Sample idle(long second, long refused, Scene scene) {
        return new Sample(second, 0, 0, 0, 0, refused, scene);
    }

    ObjectNode json() {
        return Json.object()
                .put("second", second)
                .put("sent", sent)
                .put("answered", answered)
                .put("p50Millis", p50)
                .put("p99Millis", p99)
                .put("starting", scene.starting())
                .put("active", scene.active())
                .put("idle", scene.idle())
                .put("draining", scene.draining())
                .put("pending", scene.pending())
                .put("coldStarts", scene.coldStarts())
                .put("refused", refused);
    }

    static String head() {
        return "time  sent/s  p50 ms  p99 ms  starting  active  idle  waiting  cold starts  refused  instances";
    }

    String line() {
        return "%3ds %7d %7s %7s %9d %7d %5d %8d %12d %8d  %s"
                .formatted(
                        second,
                        sent,
                        answered == 0 ? "-" : "%.0f".formatted(p50),
                        answered == 0 ? "-" : "%.0f".formatted(p99),
                        scene.starting(),
                        scene.active(),
                        scene.idle(),
                        scene.pending(),
                        scene.coldStarts(),
                        refused,
                        "#".repeat(scene.instances()) + (scene.instances() == 0 ? "0" : " " + scene.instances()));
    }
}
