package dev.gkelocal.config.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys of {@code gke-local.yaml}: what reads, checks, prints and documents the configuration reads this. */
public final class Keys {
    public static final String PROJECT_NAME = "project_name";
    public static final String ENVIRONMENT = "environment";
    public static final String STATE_DIR = "project.state_dir";
    public static final String SECRETS = "secrets";
    public static final String WATCH_PATHS = "watch_paths";
    /** Begins the environment variable of every key. */
    public static final String VARIABLE_PREFIX = "GKE_LOCAL_";
    /** The environment variable that names the state folder; it wins over the one of {@link #STATE_DIR}. */
    public static final String HOME_VARIABLE = "GKE_LOCAL_HOME";

    private static final List<Key> ALL = List.copyOf(gathered());
    private static final Map<String, Key> BY_PATH = byPath();
    /** Sections by path, each with its one sentence, in the order of the reference page. */
    private static final Map<String, String> SECTIONS = sectionDocs();

    private Keys() {}

    /** In the order of the reference page; the keys of a section stand together. */
    public static List<Key> all() {
        return ALL;
    }

    public static @Nullable Key find(String path) {
        return BY_PATH.get(path);
    }

    /** Sections by path, each with its one sentence. */
    public static Map<String, String> sections() {
        return SECTIONS;
    }

    private static List<Key> gathered() {
        var all = new ArrayList<Key>();
        all.addAll(TopKeys.KEYS);
        all.addAll(ProjectKeys.KEYS);
        all.addAll(PortKeys.KEYS);
        all.addAll(ClusterKeys.KEYS);
        all.addAll(InstallationKeys.KEYS);
        all.addAll(ImagesKeys.KEYS);
        all.addAll(CloudRunKeys.KEYS);
        all.addAll(AutopilotKeys.KEYS);
        all.addAll(ServiceKeys.KEYS);
        all.addAll(StorageKeys.KEYS);
        return all;
    }

    private static Map<String, Key> byPath() {
        var keys = LinkedHashMap.<String, Key>newLinkedHashMap(ALL.size());
        ALL.forEach(key -> keys.put(key.path(), key));
        return Collections.unmodifiableMap(keys);
    }

    private static Map<String, String> sectionDocs() {
        var docs = new LinkedHashMap<String, String>();
        docs.put("project", "Who the platform pretends to be.");
        docs.put("ports", "Loopback ports; 0 takes any free one.");
        docs.put("cluster", "The Kind cluster of `up --kind`.");
        docs.put("cluster.installation", "What `up --kind` brings into a cluster.");
        docs.put("images", "What `run deploy --source` builds on when the platform is in a cluster.");
        docs.put("simulation", "What is imitated.");
        docs.put("simulation.cloud_run", "The Cloud Run simulator; defaults are Cloud Run's own.");
        docs.put("simulation.autopilot", "The Autopilot simulator.");
        docs.put("services", "Services around the simulators.");
        docs.put("services.monitoring", "What `up` starts to look at metrics and traces with.");
        docs.put("services.ai", "Services for AI workloads.");
        docs.put("event_log", "The broker and what it keeps.");
        docs.put("logs", "Files of the platform's and the instances' logs.");
        docs.put("observability", "Where the platform's traces go.");
        return Collections.unmodifiableMap(docs);
    }
}
