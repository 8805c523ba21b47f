package dev.gkelocal.kind.install;

/** Why a workload is not ready. */
sealed interface Trouble {
    String words();

    /** Waiting may help. */
    record Passing(String words) implements Trouble {}

    /**
     * It was tried again and again.
     *
     * @param log the last lines of the program's own output, or empty
     */
    record Hopeless(String words, String log) implements Trouble {}

    /**
     * A node tried again and again to get its image.
     *
     * @param words of the node
     */
    record Unpullable(String image, String words) implements Trouble {}
}
