package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster's state as a tree, and back: every record is a mapping of its components, a case of a sealed type names itself in the
 * field {@code type}. What is written is read back equal, except for positions in manifests.
 */
public final class StateTree {
    private static final String TYPE = "type";

    private StateTree() {}

    public static Value write(ClusterState state) {
        return tree(state);
    }

    /** @throws IllegalArgumentException if the tree is not what {@link #write} makes */
    public static ClusterState read(Value tree) {
        return (ClusterState) value(tree, ClusterState.class);
    }

    private static Value tree(Object value) {
        return switch (value) {
            case Value manifest -> manifest;
            case String text -> Value.of(text);
            case Boolean flag -> Value.of(flag);
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of(number);
            case Double number -> new Value.Scalar(number.toString(), Value.Type.FLOAT, Position.NOWHERE);
            case Enum<?> constant -> Value.of(constant.name());
            case Map<?, ?> map -> {
                var entries = new TreeMap<String, Value>();
                map.forEach((key, each) -> entries.put(String.valueOf(key), tree(each)));
                yield Value.of(entries);
            }
            case Set<?> set ->
                Value.of(set.stream()
                        .sorted(Comparator.comparing(Object::toString))
                        .map(StateTree::tree)
                        .toList());
            case Collection<?> all -> Value.of(all.stream().map(StateTree::tree).toList());
            case Record record -> ofRecord(record);
            default -> Value.of(value.toString());
        };
    }

    private static Value ofRecord(Record record) {
        var entries = new LinkedHashMap<String, Value>();
        if (isCase(record.getClass())) {
            entries.put(TYPE, Value.of(record.getClass().getSimpleName()));
        }
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                entries.put(component.getName(), tree(Objects.requireNonNull(accessor.invoke(record))));
            } catch (IllegalAccessException | InvocationTargetException bug) {
                throw new IllegalStateException("cannot read " + component, bug);
            }
        }
        return Value.of(entries);
    }

    private static boolean isCase(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static Object value(Value tree, Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return collection(tree, parameterized);
        }
        var plain = (Class<?>) type;
        if (plain == Value.class) {
            return tree;
        }
        if (plain.isSealed()) {
            return value(tree, caseOf(tree, plain));
        }
        return plain.isRecord() ? record(tree, plain) : scalar(tree.text(), plain);
    }

    private static Class<?> caseOf(Value tree, Class<?> sealed) {
        var name = tree.get(TYPE).text();
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(it -> it.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + sealed.getSimpleName() + " is called " + name));
    }

    private static Object collection(Value tree, ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            var entries = new LinkedHashMap<String, Object>();
            tree.entries().forEach((key, each) -> entries.put(key, value(each, arguments[1])));
            return entries;
        }
        var items = tree.items().stream().map(it -> value(it, arguments[0])).toList();
        return type.getRawType() == List.class ? items : new LinkedHashSet<>(items);
    }

    private static Object record(Value tree, Class<?> type) {
        var components = type.getRecordComponents();
        var values = Arrays.stream(components)
                .map(it -> value(tree.get(it.getName()), it.getGenericType()))
                .toArray();
        try {
            return constructor(type, components).newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException malformed) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + malformed, malformed);
        }
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Object scalar(String text, Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(it -> ((Enum<?>) it).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + text));
        }
        return switch (type.getSimpleName()) {
            case "String" -> text;
            case "boolean" -> Boolean.parseBoolean(text);
            case "int", "Integer" -> Integer.parseInt(text);
            case "long", "Long" -> Long.parseLong(text);
            case "double" -> Double.parseDouble(text);
            case "Instant" -> Instant.parse(text);
            case "Duration" -> Duration.parse(text);
            case "LocalDate" -> LocalDate.parse(text);
            case "BigDecimal" -> new BigDecimal(text);
            default -> throw new IllegalStateException("nobody reads a " + type);
        };
    }
}
