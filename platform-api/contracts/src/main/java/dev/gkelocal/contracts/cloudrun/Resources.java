package dev.gkelocal.contracts.cloudrun;

/**
 * Limits of a container, validated and recorded; the process runtime does not enforce them.
 *
 * @param milliCpu 1000 is one vCPU
 * @param memoryMebibytes of memory
 * @param cpuIdle request-based billing: CPU only while a request runs
 */
public record Resources(int milliCpu, long memoryMebibytes, boolean cpuIdle, boolean startupCpuBoost) {}
