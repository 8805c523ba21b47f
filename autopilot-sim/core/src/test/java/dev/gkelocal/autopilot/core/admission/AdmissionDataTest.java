package dev.gkelocal.autopilot.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of this room's data files, and the switches by version. */
class AdmissionDataTest {
    private static List<Map<String, String>> rows(String file) {
        return DataTable.read(Admission.class, file).rows();
    }

    private static List<String> column(String file, String column) {
        return rows(file).stream().map(it -> it.getOrDefault(column, "")).toList();
    }

    @Test
    void features_areEachNamedOnce() {
        assertThat(column("features.tsv", "feature"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Feature.values()).map(Feature::name).toList());
        assertThat(column("features.tsv", "since"))
                .allSatisfy(it -> assertThat(ClusterVersion.parse(it)).isPresent());
        assertThat(column("features.tsv", "source")).noneMatch(String::isEmpty);
    }

    @Test
    void warnings_haveEveryFormInEveryTime_oldestFirst() {
        var forms = List.of("defaulted", "defaulted-one", "adjusted", "both");

        for (var form : forms) {
            var versions = rows("warnings.tsv").stream()
                    .filter(it -> form.equals(it.get("form")))
                    .map(it -> ClusterVersion.of(it.getOrDefault("since", "")))
                    .toList();
            assertThat(versions).as(form).hasSizeGreaterThan(1).isSorted();
        }
        assertThat(column("warnings.tsv", "form")).containsOnlyElementsOf(forms);
        assertThat(column("warnings.tsv", "text")).allMatch(it -> it.contains("{object}") && it.contains("Autopilot"));
    }

    @Test
    void wardenVersions_areInOrder() {
        assertThat(column("warden-versions.tsv", "since").stream().map(ClusterVersion::of))
                .isSorted();
        assertThat(column("warden-versions.tsv", "version")).noneMatch(String::isEmpty);
    }

    @Test
    void setting_switchesAFeatureWhateverTheVersion() {
        var off = new AdmissionSettings(
                AdmissionSettings.Rounding.UP,
                AdmissionSettings.BurstingLimits.KEPT,
                AdmissionSettings.OneMissing.DERIVED,
                10,
                false,
                Map.of(Feature.DROP_NET_RAW, false));

        assertThat(ClusterRules.of(true).has(Feature.DROP_NET_RAW)).isTrue();
        assertThat(ClusterRules.of(true).with(off).has(Feature.DROP_NET_RAW)).isFalse();
        assertThat(ClusterRules.of(true, ClusterVersion.of("1.26")).has(Feature.DROP_NET_RAW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.30.2-gke.1394000, 1.26.0-gke.1, true",
        "1.30.2-gke.1393999, 1.26.0-gke.1, false",
        "1.35.8-gke.1036000, 1.25.9-gke.1, false",
        "1.35, 1.29, true"
    })
    void bursting_dependsOnCurrentAndFirstVersion(String current, String created, boolean bursts) {
        assertThat(ClusterRules.bursts(ClusterVersion.of(current), ClusterVersion.of(created)))
                .isEqualTo(bursts);
    }

    @ParameterizedTest
    @CsvSource({"NEAREST, DERIVED, 102Mi, 77m", "UP, DEFAULTED, 103Mi, 500m"})
    void settings_changeRoundingAndDerivation(
            AdmissionSettings.Rounding rounding, AdmissionSettings.OneMissing missing, String memory, String cpu) {
        var settings =
                new AdmissionSettings(rounding, AdmissionSettings.BurstingLimits.KEPT, missing, 10, false, Map.of());
        var cluster = ClusterRules.of(true).with(settings);
        var floored = Vectors.object("Pod", Vectors.spec(Vectors.container("c", "100m/10Mi")));
        var memoryOnly = Vectors.object("Pod", Vectors.spec(Vectors.container("c", "-/512Mi")));

        assertThat(Vectors.requests(Admission.mutate(floored, cluster).object(), 0))
                .isEqualTo("100m/" + memory + "/1Gi");
        assertThat(Vectors.requests(Admission.mutate(memoryOnly, cluster).object(), 0))
                .isEqualTo(cpu + "/512Mi/1Gi");
    }

    @Test
    void setting_limitsEqualRequests_holdsOnBurstingClustersToo() {
        var settings = new AdmissionSettings(
                AdmissionSettings.Rounding.UP,
                AdmissionSettings.BurstingLimits.EQUAL_TO_REQUESTS,
                AdmissionSettings.OneMissing.DERIVED,
                10,
                false,
                Map.of());
        var given = Vectors.object("Pod", Vectors.spec(Vectors.container("c", "1/4Gi", "2/8Gi")));

        var mutated =
                Admission.mutate(given, ClusterRules.of(true).with(settings)).object();

        assertThat(Vectors.limits(mutated, 0)).isEqualTo("1/4Gi/1Gi");
    }
}
