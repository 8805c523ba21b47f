package dev.gkelocal.kind.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.Brokers;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptLogTest {
    private static final String ID = "bG9nLW9mLWEtY2x1c3Rlcg";
    private static final Map<String, String> OF_THREE = Map.of(Brokers.COUNT, "3", Brokers.LOG, ID);

    @Test
    void cluster_withoutVolumes_hasNoLog() {
        assertThat(KeptLog.of(null, List.of())).isEmpty();
    }

    @Test
    void volumes_withoutWords_areOfOneBroker() {
        assertThat(KeptLog.of(null, List.of(claim(Map.of())))).contains(new KeptLog(1, ""));
    }

    @Test
    void volumes_areKnown_whenWhatMadeThemIsGone() {
        assertThat(KeptLog.of(null, List.of(claim(OF_THREE), claim(OF_THREE)))).contains(new KeptLog(3, ID));
    }

    @Test
    void set_withoutVolumesYet_isKnown() {
        var set = new StatefulSetBuilder()
                .withNewSpec()
                .withVolumeClaimTemplates(claim(OF_THREE))
                .endSpec()
                .build();
        assertThat(KeptLog.of(set, List.of())).contains(new KeptLog(3, ID));
    }

    @Test
    void newLogs_haveIdsOfTheirOwn_asKafkaWritesThem() {
        assertThat(KeptLog.none(UUID.randomUUID()).id())
                .matches("[A-Za-z0-9_-]{22}")
                .isNotEqualTo(KeptLog.none(UUID.randomUUID()).id());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "1, 1", "3, 3", "5, 5"})
    void brokers_asMany_orForANewLog_areTaken(int kept, int wanted) {
        new KeptLog(kept, "").require(config("kafka_replicas", Integer.toString(wanted)));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, for 1 broker", "3, 1, for 3 brokers", "3, 5, for 3 brokers"})
    void brokers_ofAnotherNumber_areRefusedForTheLogsSake(int kept, int wanted, String words) {
        var log = new KeptLog(kept, ID);
        var config = config("kafka_replicas", Integer.toString(wanted));
        assertThatThrownBy(() -> log.require(config))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.why()).isEqualTo(Refused.Why.PRECONDITION))
                .hasMessageContainingAll(words, "set it back to " + kept, "gke-local down --kind");
    }

    @Test
    void brokersOfOthers_leaveTheLogAlone() {
        new KeptLog(3, ID).require(config("kafka_bootstrap", "kafka.example.com:9092"));
    }

    private static GkeLocalConfig config(String key, String value) {
        var properties = new Properties();
        properties.setProperty("gkelocal.cluster.installation." + key, value);
        return GkeLocalConfig.fromProperties(properties);
    }

    private static PersistentVolumeClaim claim(Map<String, String> annotations) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("state")
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .endMetadata()
                .build();
    }
}
