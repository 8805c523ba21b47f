package dev.gkelocal.images.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks. Its text never shows the password. */
public record Login(String user, String password) {

    String basic() {
        var pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
