package dev.gkelocal.e2e.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How a command ended. @param out standard output @param err standard error */
public record Outcome(String words, int code, String out, String err, Duration took) {
    /** For a command that must work. */
    public Outcome orFail() {
        if (code != 0) {
            throw new AssertionError("`gke-local " + words + "` exited with " + code + "\n" + out + err);
        }
        return this;
    }

    public JsonNode json() {
        return Json.parse(out);
    }

    public String all() {
        return out + err;
    }
}
