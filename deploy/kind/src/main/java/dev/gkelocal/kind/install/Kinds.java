package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;

/** The kinds of object that the platform consists of, as a later version must look for what an earlier one made. */
final class Kinds {
    /** Those within namespaces; they go with their namespace. */
    static final List<Class<? extends HasMetadata>> NAMESPACED = List.of(
            ServiceAccount.class,
            ConfigMap.class,
            Service.class,
            Deployment.class,
            StatefulSet.class,
            PodDisruptionBudget.class,
            Ingress.class,
            NetworkPolicy.class,
            Role.class,
            RoleBinding.class);

    static final List<Class<? extends HasMetadata>> CLUSTER_WIDE =
            List.of(ClusterRoleBinding.class, ClusterRole.class, IngressClass.class);

    static final Class<? extends HasMetadata> NAMESPACE = Namespace.class;

    private Kinds() {}
}
