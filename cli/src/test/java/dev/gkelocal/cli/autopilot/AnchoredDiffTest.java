package dev.gkelocal.cli.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchoredDiffTest {
    @Test
    void patch_ofRandomTexts_makesTheOneOfTheOther() throws PatchFailedException {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++) {
            var before = text(random);
            var after = text(random);
            var patch = DiffUtils.diff(before, after, new AnchoredDiff(), null);
            assertThat(patch.applyTo(before)).isEqualTo(after);
            assertThat(patch.restore(after)).isEqualTo(before);
        }
    }

    @Test
    void equalTexts_haveNoDifference() {
        var text = List.of("a", "b", "a");
        assertThat(DiffUtils.diff(text, text, new AnchoredDiff(), null).getDeltas())
                .isEmpty();
    }

    /** Each of 20,000 blocks gets two lines: a plain comparison would take minutes. */
    @Test
    void manyInsertions_areOneChangeEach() {
        var before = new ArrayList<String>();
        var after = new ArrayList<String>();
        for (var block = 0; block < 20_000; block++) {
            before.addAll(List.of("- name: c" + block, "  image: a"));
            after.addAll(List.of("- name: c" + block, "  image: a", "  resources:", "    cpu: 500m"));
        }
        assertThat(DiffUtils.diff(before, after, new AnchoredDiff(), null).getDeltas())
                .hasSize(20_000);
    }

    private static List<String> text(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(it -> Character.toString('a' + random.nextInt(8)))
                .toList();
    }
}
