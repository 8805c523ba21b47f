package dev.gkelocal.eventlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How records are written as JSON: ISO instants and durations, absent values left out. Reading is lenient towards other
 * builds (unknown properties are skipped, a missing list or map is empty, a missing number is 0) and strict towards
 * broken records: anything else that is missing and not {@code @Nullable} makes the record malformed.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = make();

    private EventJson() {}

    /** The one mapper, to be used and not changed. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static JsonMapper make() {
        var builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
                .withConfigOverride(List.class, it -> it.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(Map.class, it -> it.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        builder.annotationIntrospector(
                AnnotationIntrospector.pair(new RequiredComponents(), new JacksonAnnotationIntrospector()));
        return builder.build();
    }

    /** A record component is required unless it may be null or has a natural zero. */
    private static final class RequiredComponents extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            if (member instanceof AnnotatedParameter parameter
                    && parameter.getDeclaringClass().isRecord()
                    && parameter.getOwner().getMember() instanceof Executable constructor) {
                var raw = parameter.getRawType();
                var type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
                return !raw.isPrimitive()
                        && raw != List.class
                        && raw != Map.class
                        && !type.isAnnotationPresent(Nullable.class);
            }
            return null;
        }
    }
}
