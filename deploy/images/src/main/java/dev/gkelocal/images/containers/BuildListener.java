package dev.gkelocal.images.containers;

/** Hears how builds go, from any thread. */
@FunctionalInterface
public interface BuildListener {
    BuildListener NONE = (image, stage, words) -> {};

    /** What is being done. */
    enum Stage {
        /** Whether the registry has it. */
        LOOKING,
        /** Layers are packed and pushed. */
        BUILDING,
        /** Something that the user should know; the build goes on. */
        WARNING,
        /** It was there. */
        PRESENT,
        /** It was not, and now it is. */
        PUSHED
    }

    /**
     * @param image name of what is in it
     * @param words what exactly; empty when the stage says it all
     */
    void at(String image, Stage stage, String words);
}
