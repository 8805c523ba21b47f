package dev.gkelocal.cli.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.CliRun;
import dev.gkelocal.cli.terminal.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class CheckCommandTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: good}
            spec: {containers: [{name: c, image: c}]}
            """;
    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: bad}
            spec: {containers: [{name: c, image: c, securityContext: {privileged: true}}]}
            """;

    @TempDir
    Path folder;

    @Test
    void check_ofWhatIsAccepted_exitsWithZero() throws IOException {
        write("good.yaml", GOOD);

        var run = check("good.yaml");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("good.yaml:1  Pod good  changed", "500m CPU, 2Gi memory", "+        cpu: 500m");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void check_ofWhatIsRefused_exitsWithSeven() throws IOException {
        write("bad.yaml", PRIVILEGED);

        var run = check("bad.yaml");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out())
                .contains("refused by autogke-disallow-privilege: container c is privileged; not allowed in Autopilot")
                .contains("at bad.yaml:4 spec.containers[0].securityContext.privileged");
    }

    @Test
    void controlCharactersInNames_areShownAndNotObeyed() throws IOException {
        write("bad.yaml", PRIVILEGED.replace("name: bad", "name: \"b\\e[31md\\n\""));

        var run = check("bad.yaml");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out())
                .contains("bad.yaml:1  Pod b\\x1b[31md\\x0a  refused")
                .doesNotContain("\u001b");
    }

    @Test
    void check_ofBrokenYaml_namesTheLineAndJudgesTheRest() throws IOException {
        write("mixed.yaml", "a: b: c\n---\n" + GOOD);

        var run = check("mixed.yaml");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("error: mixed.yaml:1: ");
        assertThat(run.out()).contains("Pod good");
    }

    @Test
    void check_ofAFolder_readsAllBelowIt() throws IOException {
        write("k8s/a/good.yaml", GOOD);
        write("k8s/b/bad.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"j\"},\"spec\":{}}");
        write("k8s/notes.txt", "no manifest");

        var run = check("k8s");

        assertThat(run.out()).contains("k8s/a/good.yaml:1  Pod good", "k8s/b/bad.json:1  Pod j");
    }

    @Test
    void check_ofStandardInput_judgesIt() {
        var run = CliRun.in(folder).typing(GOOD).run("autopilot", "check", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("stdin:1  Pod good");
    }

    @Test
    void check_ofAMissingFile_exitsWithFour() {
        var run = check("nowhere.yaml");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).isEqualTo("error: nowhere.yaml: no such file or folder\n");
    }

    @Test
    void check_withAWrongVersion_exitsWithTwo() throws IOException {
        write("good.yaml", GOOD);

        var run = check("good.yaml", "--cluster-version", "newest");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'newest' is no GKE version");
    }

    @Test
    void check_withoutBursting_roundsUpTheTotal() throws IOException {
        write("good.yaml", GOOD.replace("image: c", "image: c, resources: {requests: {cpu: 300m, memory: 1Gi}}"));

        var run = check("good.yaml", "--no-bursting");

        assertThat(run.out()).contains("requests: 500m CPU, 1Gi memory");
    }

    @Test
    void json_hasVerdictsAndTheAdmittedObject() throws IOException {
        write("bad.yaml", PRIVILEGED);

        var json = Json.parse(check("bad.yaml", "-o", "json").out()).orElseThrow();

        assertThat(json.at("/refused").asInt()).isOne();
        assertThat(json.at("/objects/0/refusals/0/rule").asText()).isEqualTo("autogke-disallow-privilege");
        assertThat(json.at("/objects/0/admitted/spec/containers/0/resources/requests/cpu")
                        .asText())
                .isEqualTo("500m");
    }

    @Test
    void sarif_pointsAtTheLine() throws IOException {
        write("bad.yaml", PRIVILEGED);

        var json = Json.parse(check("bad.yaml", "-o", "sarif").out()).orElseThrow();

        assertThat(json.at("/version").asText()).isEqualTo("2.1.0");
        var result = json.at("/runs/0/results/0");
        assertThat(result.at("/ruleId").asText()).isEqualTo("autogke-disallow-privilege");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
    }

    @Test
    void junit_countsRefusalsAsFailures() throws Exception {
        write("both.yaml", PRIVILEGED + "---\n" + GOOD);

        var xml = check("both.yaml", "-o", "junit").out();

        var suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").getLength()).isOne();
    }

    @Test
    void diff_appliesToTheCanonicalManifest() throws IOException {
        write("good.yaml", GOOD);

        var run = check("good.yaml", "-o", "diff");

        assertThat(run.out()).startsWith("--- good.yaml (Pod good)\n+++ good.yaml (Pod good) as admitted\n@@ ");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CliRun check(String source, String... options) {
        var words = new String[3 + options.length];
        words[0] = "autopilot";
        words[1] = "check";
        words[2] = source;
        System.arraycopy(options, 0, words, 3, options.length);
        return CliRun.in(folder).run(words);
    }
}
