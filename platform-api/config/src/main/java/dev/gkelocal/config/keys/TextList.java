package dev.gkelocal.config.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts in order, none empty; a {@code List<String>}. As one text: separated by commas. */
record TextList() implements ValueType {

    @Override
    public Reading read(String text) {
        if (text.isBlank()) {
            return new Reading.Good(List.of());
        }
        var items = new ArrayList<String>();
        for (var item : text.split(",", -1)) {
            items.add(item.strip());
        }
        return items.contains("")
                ? new Reading.Bad("has an empty item; write items separated by single commas")
                : new Reading.Good(List.copyOf(items));
    }

    /** Whether {@link #read} would take the items back from {@link #write}. */
    static boolean isWritable(List<String> items) {
        return items.stream().noneMatch(item -> item.indexOf(',') >= 0 || !item.equals(item.strip()));
    }

    @Override
    public String write(Object value) {
        return String.join(",", Values.texts(value));
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.TEXT);
    }

    @Override
    public String words() {
        return "a list of texts";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "array", "items", Map.of("type", "string", "minLength", 1));
    }
}
