package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/**
 * How long things take. The defaults are those of the autopilot sheet 3.4.
 *
 * @param autoscalerPeriod between two looks of the cluster autoscaler
 * @param nodeReady from the decision until the node takes Pods
 * @param resize of a resizable machine
 * @param pullPerMegabyte of an image without streaming: 24 s for 327 MB
 * @param containerStart from the pulled image to the running process
 * @param podStop what a container needs after its stop signal; at most its grace
 * @param nodeRemoval from the empty node to the machine being gone
 * @param hpaPeriod between two looks of the horizontal autoscaler
 * @param notReadyEviction from a node's failure until its Pods are given up (Kubernetes' default toleration)
 */
public record Timing(
        Duration autoscalerPeriod,
        Delay nodeReady,
        Duration resize,
        Duration pullPerMegabyte,
        Duration containerStart,
        Duration podStop,
        Duration nodeRemoval,
        Duration hpaPeriod,
        Duration notReadyEviction) {
    public static final Timing DEFAULT = new Timing(
            ofSeconds(10),
            new Delay(ofSeconds(90), ofSeconds(20), ofSeconds(60), ofSeconds(180)),
            ofSeconds(5),
            ofSeconds(24).dividedBy(327),
            ofMillis(1000),
            ofSeconds(2),
            ofSeconds(30),
            ofSeconds(15),
            ofMinutes(5));
}
