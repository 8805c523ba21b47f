package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.time.Duration;
import java.util.Map;

/** Optional services (requirements sheet, section 4). */
public record ServicesConfig(
        Monitoring monitoring, Ai ai, boolean hotReload, boolean debugProxy, boolean logAggregation) {

    public record Monitoring(boolean prometheus, boolean grafana, boolean jaeger) {

        static Monitoring read(Section section) {
            return new Monitoring(section.flag("prometheus"), section.flag("grafana"), section.flag("jaeger"));
        }

        void write(String prefix, Map<String, Object> to) {
            to.put(prefix + "prometheus", prometheus);
            to.put(prefix + "grafana", grafana);
            to.put(prefix + "jaeger", jaeger);
        }
    }

    public record Ai(boolean modelServing, boolean ghostbusters, boolean gpuSupport, Duration inferenceTimeout) {

        static Ai read(Section section) {
            return new Ai(
                    section.flag("model_serving"),
                    section.flag("ghostbusters"),
                    section.flag("gpu_support"),
                    section.span("inference_timeout"));
        }

        void write(String prefix, Map<String, Object> to) {
            to.put(prefix + "model_serving", modelServing);
            to.put(prefix + "ghostbusters", ghostbusters);
            to.put(prefix + "gpu_support", gpuSupport);
            to.put(prefix + "inference_timeout", inferenceTimeout);
        }
    }

    static ServicesConfig read(Section section) {
        return new ServicesConfig(
                Monitoring.read(section.section("monitoring")),
                Ai.read(section.section("ai")),
                section.flag("hot_reload"),
                section.flag("debug_proxy"),
                section.flag("log_aggregation"));
    }

    void write(String prefix, Map<String, Object> to) {
        monitoring.write(prefix + "monitoring.", to);
        ai.write(prefix + "ai.", to);
        to.put(prefix + "hot_reload", hotReload);
        to.put(prefix + "debug_proxy", debugProxy);
        to.put(prefix + "log_aggregation", logAggregation);
    }
}
