package dev.gkelocal.embedded.process;

/**
 * One line of /proc/PID/stat (proc(5)).
 *
 * @param state R, S, D, Z, …
 * @param group process group
 * @param startTicks field 22, clock ticks since boot
 */
record ProcessStat(char state, long group, long startTicks) {
    /** The name, field 2, is in brackets and may itself hold spaces and brackets; field 3 follows the last one. */
    static ProcessStat parse(String line) {
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 21);
        return new ProcessStat(fields[0].charAt(0), Long.parseLong(fields[2]), Long.parseLong(fields[19]));
    }

    /** False for what has ended and waits to be reaped. */
    boolean isRunning() {
        return state != 'Z' && state != 'X';
    }
}
