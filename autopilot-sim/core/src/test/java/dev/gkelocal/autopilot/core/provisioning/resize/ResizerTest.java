package dev.gkelocal.autopilot.core.provisioning.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.Downsizing.Decision;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Entry 14 of section 8 of the autopilot sheet: default nodes are resizable, and advertise their full size. */
class ResizerTest {
    private static final long GIB_IN_KIB = 1 << 20;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ResizableFamily EK = ResizableFamily.bundled("ek").orElseThrow();

    private final Resizer fine = resizer("ek-standard-32", ResizeSettings.FINE);
    private final Resizer usual = resizer("ek-standard-32", EK.defaults());

    private static Resizer resizer(String type, ResizeSettings settings) {
        return new Resizer(
                MachineCatalogue.bundled().machineType(type).orElseThrow(),
                EK,
                settings,
                Resizer.NodeFacts.autopilot("1.36.0-gke.3712000"));
    }

    @Test
    void families_inTheFile_areThoseThatResize() {
        assertThat(EK.defaultMachineTypes()).containsExactly("ek-standard-16", "ek-standard-32");
        assertThat(EK.leastMemoryKib("ek-standard-8")).isEqualTo(2 * GIB_IN_KIB);
        assertThat(EK.leastMemoryKib("ek-standard-16")).isEqualTo(3 * GIB_IN_KIB);
        assertThat(ResizableFamily.bundled("e4a")).isPresent();
        assertThat(ResizableFamily.bundled("e2")).isEmpty();
        assertThat(EK.defaults().problemsFor(EK)).isEmpty();
        assertThat(ResizeSettings.FINE.problemsFor(EK)).isEmpty();
    }

    @Test
    void smallestVm_isTheMachinesOwnMinimum() {
        assertThat(fine.makeValid(Size.ZERO)).isEqualTo(new Size(400, 3 * GIB_IN_KIB));
        assertThat(usual.makeValid(Size.ZERO)).isEqualTo(new Size(2000, 4 * GIB_IN_KIB));
    }

    @Test
    void vm_withLopsidedSize_isRaisedToTheBoundsOfMemoryPerVcpu() {
        assertThat(fine.makeValid(new Size(250, 64 * GIB_IN_KIB))).isEqualTo(new Size(8000, 64 * GIB_IN_KIB));
        assertThat(fine.makeValid(new Size(32_000, 2 * GIB_IN_KIB))).isEqualTo(new Size(32_000, 16 * GIB_IN_KIB));
    }

    @Test
    void vmForPods_givesThemAtLeastWhatTheyAsk_andIsTheSmallest() {
        var random = new Random(4);
        for (int i = 0; i < 500; i++) {
            var asked = new Size(random.nextLong(31_000), random.nextLong(110 * GIB_IN_KIB));
            var vm = fine.toVmSize(asked);
            assertThat(fine.toAllocatable(vm).covers(asked)).isTrue();
            assertThat(fine.makeValid(vm)).isEqualTo(vm);
            assertThat(fine.roundUp(fine.roundUp(asked)).covers(asked)).isTrue();
        }
    }

    @Test
    void sizeBeyondTheMachine_doesNotFit() {
        assertThat(fine.fits(new Size(31_000, 100 * GIB_IN_KIB))).isTrue();
        assertThat(fine.fits(new Size(32_000, GIB_IN_KIB))).isFalse();
        assertThat(fine.fits(new Size(1000, 127 * GIB_IN_KIB))).isFalse();
    }

    @Test
    void balloon_coversWhatIsNotPowered_withAtLeast50Mi() {
        var advertised = Resources.of(31_850, 116L << 30);
        assertThat(Resizer.balloon(advertised, new Size(1930, 2 * GIB_IN_KIB)))
                .isEqualTo(Resources.of(29_920, 114L << 30));
        assertThat(Resizer.balloon(advertised, new Size(40_000, 116 * GIB_IN_KIB)))
                .isEqualTo(Resources.of(0, 50L << 20));
    }

    @Test
    void settings_thatTheFamilyCannotDo_areNamed() {
        var wrong = new ResizeSettings(new Size(100, 1), new Size(1001, 1025), Size.ZERO);
        assertThat(wrong.problemsFor(EK))
                .containsExactly(
                        "Min VmSize MilliCPUs has unsupported value: should be greater than or equal to 250, got 100",
                        "Min VmSize KBytes has unsupported value: should be divisible by 1024, got 1",
                        "Increment Step MilliCPUs has unsupported value: should be divisible by 50, got 1001",
                        "Increment Step KBytes has unsupported value: should be divisible by 1024, got 1025");
    }

    private Downsizing.Facts facts(double part, Size requested, Instant possibleSince) {
        var maximum = fine.toAllocatable(fine.full());
        return new Downsizing.Facts(maximum.times(part), maximum, requested, possibleSince, false);
    }

    @Test
    void smallNode_shrinksAfterAnHour() {
        var facts = facts(0.12, new Size(500, GIB_IN_KIB), NOW.minus(Duration.ofMinutes(59)));
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW)).isInstanceOf(Decision.Wait.class);
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW.plusSeconds(60))).isInstanceOf(Decision.Shrink.class);
        assertThat(Downsizing.DEFAULT.isRemovable(facts)).isTrue();
    }

    @Test
    void halfNode_shrinksAfterTenMinutes() {
        var facts = facts(0.5, new Size(500, GIB_IN_KIB), NOW.minus(Duration.ofMinutes(10)));
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW))
                .isInstanceOfSatisfying(
                        Decision.Shrink.class,
                        it -> assertThat(it.target()).isEqualTo(fine.roundUp(new Size(500, GIB_IN_KIB))));
    }

    @Test
    void largeNode_shrinksAfterAMinute_butNotBelow45Percent_andIsNotRemoved() {
        var facts = facts(1, new Size(500, GIB_IN_KIB), NOW.minus(Duration.ofMinutes(1)));
        var floor = facts.maximum().times(0.45);
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW))
                .isInstanceOfSatisfying(
                        Decision.Shrink.class, it -> assertThat(it.target()).isEqualTo(fine.roundUp(floor)));
        assertThat(Downsizing.DEFAULT.isRemovable(facts)).isFalse();
    }

    @Test
    void node_whoseRequestsNeedItsSize_stays() {
        var facts = facts(0.5, facts(0.5, Size.ZERO, NOW).current(), Instant.MAX);
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW)).isInstanceOf(Decision.Stay.class);
    }

    @Test
    void node_thatJustBecameShrinkable_waitsFromNow() {
        var facts = facts(0.5, Size.ZERO, Instant.MAX);
        assertThat(Downsizing.DEFAULT.decide(fine, facts, NOW))
                .isInstanceOfSatisfying(
                        Decision.Wait.class, it -> assertThat(it.since()).isEqualTo(NOW));
    }
}
