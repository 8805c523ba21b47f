package dev.gkelocal.autopilot.core.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void reasons_haveOneTextEach() {
        assertThat(DataTable.read(Reason.class, "reasons.tsv").rows())
                .extracting(it -> it.get("id"))
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::id).toList());
        assertThat(Reason.values()).allSatisfy(it -> assertThat(it.text()).isNotEmpty());
        assertThat(Arrays.stream(Reason.values()).filter(it -> it.id().startsWith("no.scale.down.")))
                .hasSize(17);
    }

    @Test
    void events_haveOneRowEach() {
        assertThat(DataTable.read(Notice.class, "events.tsv").rows())
                .extracting(it -> it.get("id"))
                .containsExactlyElementsOf(
                        Arrays.stream(Notice.Text.values()).map(Enum::name).toList());
        assertThat(Notice.Text.values()).allSatisfy(it -> {
            var notice = it.about("object", "node", "detail");
            assertThat(notice.reason()).isNotEmpty();
            assertThat(notice.message()).isNotEmpty().doesNotContain("{");
        });
    }

    @Test
    void id_isThatOfTheVisibilityLog() {
        assertThat(Reason.NO_SCALE_DOWN_NODE_POD_KUBE_SYSTEM_UNMOVABLE.id())
                .isEqualTo("no.scale.down.node.pod.kube.system.unmovable");
    }
}
