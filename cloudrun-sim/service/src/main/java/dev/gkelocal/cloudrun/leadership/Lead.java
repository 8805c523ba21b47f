package dev.gkelocal.cloudrun.leadership;

/** The right to decide and to write, as long as it lasts. Asked on any thread. */
public interface Lead {
    /** Rises with each leader; 0 until this program led for the first time. */
    long epoch();

    /** Whether it lasts now: what is decided after its end would be decided against another leader. */
    boolean holds();
}
