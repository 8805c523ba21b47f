package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gkelocal.cloudrun.core.validation.Violation;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class Bodies {
    private static final ObjectReader READER = Answers.JSON
            .reader()
            .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Bodies() {}

    sealed interface Body {
        record Read(JsonNode json) implements Body {}

        record Refused(Response answer) implements Body {}
    }

    /** An absent body is an empty object. */
    static Body read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Body.Read(Answers.JSON.createObjectNode());
        }
        try {
            return new Body.Read(READER.readTree(bytes));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return new Body.Refused(Answers.invalid(List.of(
                    new Violation("(body)", "Invalid JSON payload received" + where + ": " + e.getOriginalMessage()))));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes cannot fail to be read", e);
        }
    }
}
