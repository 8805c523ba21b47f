package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists in pages, the newest first (cloudrun sheet 3.1, 3.6). */
final class Pages {
    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 1000;

    private Pages() {}

    /** Where an item stands in its list. */
    record Key(Instant createTime, String name) {
        static final Comparator<Key> NEWEST_FIRST =
                Comparator.comparing(Key::createTime).reversed().thenComparing(Key::name);

        String token() {
            var text = createTime + " " + name;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Key> parse(String token) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int space = text.indexOf(' ');
                return space < 0
                        ? Optional.empty()
                        : Optional.of(new Key(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
            } catch (IllegalArgumentException | DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    /** @param after last item of the page before; empty for the first page */
    static <T> ObjectNode of(
            String field,
            List<T> items,
            Function<T, Key> key,
            Function<T, JsonNode> json,
            int pageSize,
            Optional<Key> after) {
        int size = pageSize <= 0 ? DEFAULT_SIZE : Math.min(pageSize, MOST);
        var rest = items.stream()
                .filter(it -> after.isEmpty() || Key.NEWEST_FIRST.compare(key.apply(it), after.get()) > 0)
                .sorted(Comparator.comparing(key, Key.NEWEST_FIRST))
                .limit(size + 1L)
                .toList();
        var page = JsonNodeFactory.instance.objectNode();
        var array = page.putArray(field);
        rest.stream().limit(size).map(json).forEach(array::add);
        if (rest.size() > size) {
            page.put("nextPageToken", key.apply(rest.get(size - 1)).token());
        }
        return page;
    }
}
