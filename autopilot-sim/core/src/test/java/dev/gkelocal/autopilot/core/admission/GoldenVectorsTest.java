package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.Vectors.container;
import static dev.gkelocal.autopilot.core.admission.Vectors.limits;
import static dev.gkelocal.autopilot.core.admission.Vectors.object;
import static dev.gkelocal.autopilot.core.admission.Vectors.requests;
import static dev.gkelocal.autopilot.core.admission.Vectors.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of the autopilot sheet, section 1.3. */
class GoldenVectorsTest {
    record Row(String name, boolean bursting, String requests, String limits, String expRequests, String expLimits) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> single() {
        return Stream.of(
                new Row("helm chart, fixed", false, "150m/250Mi", "1/300Mi", "250m/512Mi/1Gi", "250m/512Mi/1Gi"),
                new Row("helm chart, bursting", true, "150m/250Mi", "1/300Mi", "150m/250Mi/1Gi", "1/300Mi/1Gi"),
                new Row("minimum, bursting", true, "50m/52Mi/10Mi", "50m/52Mi/10Mi", "50m/52Mi/10Mi", "50m/52Mi/10Mi"),
                new Row(
                        "minimum, fixed",
                        false,
                        "250m/512Mi/10Mi",
                        "250m/512Mi/10Mi",
                        "250m/512Mi/10Mi",
                        "250m/512Mi/10Mi"),
                new Row("memory only, bursting", true, "-/512Mi", "-", "77m/512Mi/1Gi", "-/-/1Gi"),
                new Row("little cpu for memory, bursting", true, "50m/512Mi", "-", "77m/512Mi/1Gi", "-/-/1Gi"),
                new Row("200m with 2Gi, bursting", true, "200m/2Gi", "-", "308m/2Gi/1Gi", "-/-/1Gi"),
                new Row("200m with 10Mi, fixed", false, "200m/10Mi", "-", "250m/512Mi/1Gi", "250m/512Mi/1Gi"),
                new Row("nothing, fixed", false, "-", "-", "500m/2Gi/1Gi", "500m/2Gi/1Gi"),
                new Row("nothing, bursting", true, "-", "-", "500m/2Gi/1Gi", "-/-/1Gi"),
                new Row("50m memory floor", true, "50m/10Mi", "-", "50m/52Mi/1Gi", "-/-/1Gi"),
                new Row("100m memory floor", true, "100m/100Mi", "500m/500Mi", "100m/103Mi/1Gi", "500m/500Mi/1Gi"),
                new Row("200m memory floor", true, "200m/10Mi", "-", "200m/205Mi/1Gi", "-/-/1Gi"),
                new Row("500m memory floor", true, "500m/10Mi", "-", "500m/512Mi/1Gi", "-/-/1Gi"),
                new Row("100m with 2048Mi, fixed", false, "100m/2048Mi", "-", "500m/2Gi/1Gi", "500m/2Gi/1Gi"),
                new Row("600m, fixed", false, "600m/1Gi", "-", "750m/1Gi/1Gi", "750m/1Gi/1Gi"),
                new Row("250m with 8192Mi, fixed", false, "250m/8192Mi", "-", "1250m/8Gi/1Gi", "1250m/8Gi/1Gi"),
                new Row("250m with 128Mi, bursting", true, "250m/128Mi", "-", "250m/256Mi/1Gi", "-/-/1Gi"),
                new Row("ephemeral limit is cut", true, "1/4Gi/2Gi", "1/4Gi/4Gi", "1/4Gi/2Gi", "1/4Gi/2Gi"));
    }

    @ParameterizedTest
    @MethodSource("single")
    void resources_ofOneContainer_areAsObserved(Row row) {
        var mutated = mutate(row.bursting, object("Pod", spec(container("c", row.requests, row.limits))));

        assertThat(requests(mutated, 0)).isEqualTo(row.expRequests);
        assertThat(limits(mutated, 0)).isEqualTo(row.expLimits);
    }

    @Test
    void cpuStep_isTakenOnTheSum_andCreditedToTheFirstContainer() {
        var three = spec(container("c0", "10m/100Mi"), container("c1", "50m/300Mi"), container("c2", "20m/200Mi"));

        var mutated = mutate(false, object("Deployment", three));

        assertThat(requests(mutated, 0)).isEqualTo("180m/100Mi/1Gi");
        assertThat(limits(mutated, 0)).isEqualTo("180m/100Mi/1Gi");
        assertThat(requests(mutated, 1)).isEqualTo("50m/300Mi/1Gi");
        assertThat(requests(mutated, 2)).isEqualTo("20m/200Mi/1Gi");
    }

    @Test
    void cpuStep_at260m_goesTo500m() {
        var two = spec(container("c0", "190m/200Mi"), container("c1", "70m/500Mi"));

        var mutated = mutate(false, object("Deployment", two));

        assertThat(requests(mutated, 0)).isEqualTo("430m/200Mi/1Gi");
        assertThat(requests(mutated, 1)).isEqualTo("70m/500Mi/1Gi");
    }

    @Test
    void limits_thatAUserRaisesLater_fallBackToTheRequests() {
        var edited = spec(
                container("c0", "180m/100Mi/1Gi", "600m/600Mi/1Gi"), container("c1", "70m/500Mi/1Gi", "70m/500Mi/1Gi"));

        var mutated = mutate(false, object("Deployment", edited));

        assertThat(limits(mutated, 0)).isEqualTo("180m/100Mi/1Gi");
    }

    @Test
    void cpuChange_thatRoundsToTheSameTotal_changesNothingElse() {
        var once = mutate(false, object("Deployment", spec(container("a", "700m/512Mi"), container("b", "30m/96Mi"))));
        var edited =
                mutate(false, object("Deployment", spec(container("a", "710m/512Mi"), container("b", "30m/96Mi"))));

        assertThat(requests(edited, 0)).isEqualTo(requests(once, 0)).isEqualTo("720m/672Mi/1Gi");
    }

    @Test
    void scaleOut_smallPod_getsFourGibPerVcpuInTotal() {
        var scaleOut = Json.read(spec(container("c", "10m/10Mi"), container("side", "4m/4Mi")))
                .with("nodeSelector", Json.read("{\"cloud.google.com/compute-class\":\"Scale-Out\"}"));

        var mutated = mutate(true, object("Pod", scaleOut));

        assertThat(requests(mutated, 0)).isEqualTo("246m/1020Mi/1Gi");
    }

    @Test
    void initContainers_areNotFloored_andMissingValuesGetTheTotal() {
        var pod = Json.read(spec(container("node", "5/50Gi", "5/50Gi"), container("healthcheck", "5m/16Mi")))
                .with(
                        "initContainers",
                        Json.read("[" + container("uuid", "100m/10Mi", "100m/50Mi") + ","
                                + container("chain-init", "500m/1Gi") + "," + container("bare", "-") + "]"));

        var mutated = Vectors.podSpec(mutate(false, object("StatefulSet", pod)));

        var init = mutated.get("initContainers");
        assertThat(Vectors.amounts(init.get(0), "requests")).isEqualTo("100m/10Mi/2Gi");
        assertThat(Vectors.amounts(init.get(0), "limits")).isEqualTo("100m/10Mi/2Gi");
        assertThat(Vectors.amounts(init.get(1), "limits")).isEqualTo("500m/1Gi/2Gi");
        assertThat(Vectors.amounts(init.get(2), "requests")).isEqualTo("7750m/51216Mi/2Gi");
    }

    private static Value mutate(boolean bursting, Value object) {
        return Admission.mutate(object, ClusterRules.of(bursting)).object();
    }
}
