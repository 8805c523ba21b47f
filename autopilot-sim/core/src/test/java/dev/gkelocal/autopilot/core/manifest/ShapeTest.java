package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static List<String> check(String yaml) {
        return Manifests.read("x.yaml", yaml).stream()
                .flatMap(it -> it instanceof Document.Parsed(var root)
                        ? Shape.check(root).stream()
                        : List.<Problem>of().stream())
                .map(Problem::toString)
                .toList();
    }

    private static List<String> pod(String spec) {
        return check("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: " + spec + "\n");
    }

    @Test
    void object_thatIsFine_hasNoProblems() {
        assertThat(check("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {app: web}}
                spec:
                  template:
                    metadata: {annotations: {a/b: "true"}}
                    spec:
                      nodeSelector: {cloud.google.com/gke-spot: "true"}
                      tolerations: [{operator: Exists}, {key: a, value: b}]
                      containers:
                      - name: web
                        resources: {requests: {cpu: 0.5, memory: 1e9, nvidia.com/gpu: 1}, limits: {cpu: 1, nvidia.com/gpu: 1}}
                        ports: [{containerPort: 80}]
                        env: [{name: A, value: "1"}]
                """)).isEmpty();
        assertThat(check("apiVersion: example.com/v1\nkind: Thing\nspec: 7\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apps/v1 | Deployment | replicas: -3 | spec.replicas: Invalid value: "-3": must be greater than or equal to 0
            apps/v1 | Deployment | replicas: lots | spec.replicas: must be a whole number, is a string
            apps/v1 | StatefulSet | replicas: 1e3 | spec.replicas: must be a whole number, is a number
            apps/v1 | Deployment | replicas: 3000000000 | spec.replicas: Invalid value: "3000000000": must be a number of 32 bits
            batch/v1 | Job | parallelism: -1 | spec.parallelism: Invalid value: "-1": must be greater than or equal to 0
            """)
    void count_thatIsNone_isAProblem(String version, String kind, String field, String problem) {
        var yaml = """
                apiVersion: %s
                kind: %s
                metadata: {name: x}
                spec:
                  %s
                  template: {spec: {restartPolicy: %s, containers: [{name: a, image: a}]}}
                """.formatted(version, kind, field, kind.equals("Job") ? "Never" : "Always");
        assertThat(check(yaml)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cpu: -1 | spec.containers[0].resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0
            cpu: 1e30 | spec.containers[0].resources.requests[cpu]: Invalid value: "1e30": is more than 2^63 - 1, the largest quantity
            cpu: 0.1m | spec.containers[0].resources.requests[cpu]: Invalid value: "0.1m": cpu is counted in thousandths, 1m is the smallest amount
            cpu: 5x | spec.containers[0].resources.requests[cpu]: Invalid value: "5x": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
            memory: 5MM | spec.containers[0].resources.requests[memory]: Invalid value: "5MM": unable to parse quantity's suffix
            cpu: {a: 1} | spec.containers[0].resources.requests[cpu]: must be a quantity, is a mapping
            cpu: [1] | spec.containers[0].resources.requests[cpu]: must be a quantity, is a list
            cpu: true | spec.containers[0].resources.requests[cpu]: must be a quantity, is a boolean
            memory: 100m | spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer
            nvidia.com/gpu: 1 | spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources
            """)
    void amount_absurd_isNamed(String request, String problem) {
        assertThat(pod("{containers: [{name: c, resources: {requests: {" + request + "}}}]}"))
                .containsExactly(problem);
    }

    @Test
    void request_aboveLimit_isNamed() {
        assertThat(pod("{containers: [{name: c, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}]}"))
                .containsExactly(
                        "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu"
                                + " limit of 1");
    }

    @Test
    void types_thatAreWrong_areAllNamed() {
        assertThat(pod("{containers: {name: c}, hostNetwork: 'true', nodeSelector: {a: 1}, tolerations: x}"))
                .containsExactlyInAnyOrder(
                        "spec.hostNetwork: must be a boolean, is a string",
                        "spec.tolerations: must be a list, is a string",
                        "spec.nodeSelector[a]: must be a string, is a number",
                        "spec.containers: must be a list, is a mapping");
        assertThat(pod("7")).containsExactly("spec: must be a mapping, is a number");
        assertThat(pod("{containers: [x]}")).containsExactly("spec.containers[0]: must be a mapping, is a string");
    }

    @Test
    void containerNames_missingDuplicateOrMalformed_areNamed() {
        assertThat(
                        pod(
                                "{initContainers: [{name: a}], containers: [{name: a}, {image: b}, {name: C}, {name: \"a\\u0007\"}]}"))
                .hasSize(4)
                .anySatisfy(it -> assertThat(it).isEqualTo("spec.containers[0].name: Duplicate value: \"a\""))
                .anySatisfy(it -> assertThat(it).isEqualTo("spec.containers[1].name: Required value"))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("spec.containers[2].name: Invalid value: \"C\": a lowercase RFC 1123"))
                .anySatisfy(it -> assertThat(it).startsWith("spec.containers[3].name: Invalid value: \"a\\x07\": "));
        assertThat(pod("{}")).containsExactly("spec.containers: Required value");
    }

    @Test
    void objectNames_malformed_areNamed() {
        assertThat(check("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: c}]}\n"))
                .containsExactly("metadata.name: Required value: name or generateName is required");
        assertThat(check("apiVersion: v1\nkind: Pod\nmetadata: {name: A_b}\nspec: {containers: [{name: c}]}\n"))
                .singleElement()
                .asString()
                .startsWith("metadata.name: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain");
        assertThat(check(
                        "apiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\nspec: {containers: [{name: c}]}\n"))
                .isEmpty();
    }

    @Test
    void apiVersion_unknownOrRemoved_isNamed() {
        assertThat(check("apiVersion: apps/v9\nkind: Deployment\nmetadata: {name: a}\n"))
                .contains("apiVersion: no matches for kind \"Deployment\" in version \"apps/v9\"; use apps/v1");
        assertThat(check("apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n"))
                .containsExactly("apiVersion: no matches for kind \"Deployment\" in version \"v1\"; use apps/v1");
        assertThat(check("apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\n")).isEmpty();
        assertThat(check("a: 1\n")).containsExactly("kind: Object 'Kind' is missing");
    }

    @Test
    void restartPolicy_notOfTheKind_isNamed() {
        var job =
                "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: c}]%s}}}\n";

        assertThat(check(job.formatted("")))
                .containsExactly(
                        "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"");
        assertThat(check(job.formatted(", restartPolicy: Never"))).isEmpty();
    }

    @Test
    void podLevelRequests_belowTheContainers_areNamed() {
        assertThat(pod(
                        "{resources: {requests: {memory: 4Gi}}, containers: [{name: a, resources: {requests: {memory: 3Gi}}},"
                                + " {name: b, resources: {limits: {memory: 2Gi}}}]}"))
                .containsExactly(
                        "spec.resources.requests[memory]: Invalid value: \"4Gi\": must be greater than or equal to"
                                + " aggregate container requests of 5Gi");
    }

    @Test
    void problem_hasThePositionOfItsValue() {
        var root = Manifests.read("x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: 7\n");

        assertThat(root.getFirst() instanceof Document.Parsed(var it) ? Shape.check(it) : List.<Problem>of())
                .singleElement()
                .satisfies(it -> assertThat(it.at()).hasToString("x.yaml:5"));
    }

    @Test
    void defaults_ofKubernetes_areSetOnce() {
        var pod = Json.read("""
                {"apiVersion":"v1","kind":"Pod","spec":{"hostNetwork":true,"volumes":[{"name":"a"},{"name":"b","hostPath":{}}],
                "containers":[{"name":"c","ports":[{"containerPort":80}],"resources":{"limits":{"cpu":"1"}}}]}}""");

        var defaulted = KubernetesDefaults.apply(pod);

        assertThat(Json.write(defaulted.get("spec")))
                .isEqualTo(
                        "{\"hostNetwork\":true,\"volumes\":[{\"name\":\"a\",\"emptyDir\":{}},{\"name\":\"b\",\"hostPath\":{}}],"
                                + "\"containers\":[{\"name\":\"c\",\"ports\":[{\"containerPort\":80,\"hostPort\":80}],"
                                + "\"resources\":{\"limits\":{\"cpu\":\"1\"},\"requests\":{\"cpu\":\"1\"}}}]}");
        assertThat(KubernetesDefaults.apply(defaulted)).isSameAs(defaulted);
    }
}
