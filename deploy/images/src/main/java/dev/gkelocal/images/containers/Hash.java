package dev.gkelocal.images.containers;

import dev.gkelocal.images.Folders;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in hex digits. */
final class Hash {
    private Hash() {}

    /** Of words, each closed by a zero byte. */
    static String of(List<String> words) {
        var digest = Folders.sha256();
        for (var word : words) {
            digest.update(word.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
