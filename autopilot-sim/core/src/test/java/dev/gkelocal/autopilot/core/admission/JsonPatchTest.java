package dev.gkelocal.autopilot.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
    private static String patch(String before, String after) {
        return Json.write(JsonPatch.between(Json.read(before), Json.read(after)).toValue());
    }

    @Test
    void objects_thatAreEqual_needNoPatch() {
        assertThat(patch("{\"a\":[1,{\"b\":null}]}", "{\"a\":[1,{\"b\":null}]}"))
                .isEqualTo("[]");
    }

    @Test
    void fields_addedRemovedAndReplaced_areOperations() {
        assertThat(patch("{\"a\":1,\"b\":{\"c\":\"x\"},\"d\":0}", "{\"b\":{\"c\":\"y\"},\"d\":\"0\",\"e\":{\"f\":[]}}"))
                .isEqualTo(
                        "[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"replace\",\"path\":\"/b/c\",\"value\":\"y\"},"
                                + "{\"op\":\"replace\",\"path\":\"/d\",\"value\":\"0\"},"
                                + "{\"op\":\"add\",\"path\":\"/e\",\"value\":{\"f\":[]}}]");
    }

    @Test
    void items_areRemovedFromTheEndAndAddedAtIt() {
        assertThat(patch("[1,2,3]", "[1]"))
                .isEqualTo("[{\"op\":\"remove\",\"path\":\"/2\"},{\"op\":\"remove\",\"path\":\"/1\"}]");
        assertThat(patch("[1]", "[0,2]"))
                .isEqualTo(
                        "[{\"op\":\"replace\",\"path\":\"/0\",\"value\":0},{\"op\":\"add\",\"path\":\"/1\",\"value\":2}]");
    }

    @Test
    void pointers_escapeSlashAndTilde() {
        assertThat(patch("{}", "{\"a/b~c\":1}")).isEqualTo("[{\"op\":\"add\",\"path\":\"/a~1b~0c\",\"value\":1}]");
    }
}
