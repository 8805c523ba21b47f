package dev.gkelocal.config.keys;

import java.util.function.Consumer;

/** What became of a text that was read as the value of a key. */
public sealed interface Reading {

    /**
     * Hands itself to one of the two. A method rather than a switch over the cases, since the code of such a switch is made at run time,
     * outside of every start-up archive: some 15 ms of CPU in each process that reads its configuration.
     */
    void give(Consumer<Object> value, Consumer<String> problem);

    /** @param value of the class that the key's type names */
    record Good(Object value) implements Reading {
        @Override
        public void give(Consumer<Object> taker, Consumer<String> problem) {
            taker.accept(value);
        }
    }

    /** @param why a clause that follows the key's path and says what is wrong and what to write */
    record Bad(String why) implements Reading {
        @Override
        public void give(Consumer<Object> value, Consumer<String> taker) {
            taker.accept(why);
        }
    }
}
