package dev.gkelocal.e2e.driver;

/**
 * Something that runs: a program of the platform, or an instance of a service.
 *
 * @param name of the program, or the instance's id
 * @param identity another one after each start: a process or container id; empty while none runs
 * @param phase {@code ready} when it does its work
 */
public record Running(String name, String identity, String phase) {
    public boolean isReady() {
        return phase.equals("ready");
    }
}
