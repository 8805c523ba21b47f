package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One entry of a rule's from or to. */
sealed interface Peer {
    /** @param subject the Pod that the policy selects */
    boolean matches(End peer, End.InPod subject, Dataplane dataplane);

    /** Pods by labels of their own and of their namespace; Pods in the host's network are never meant. */
    record Pods(Namespaces namespaces, LabelSelector selector) implements Peer {
        @Override
        public boolean matches(End peer, End.InPod subject, Dataplane dataplane) {
            return peer instanceof End.InPod pod
                    && !pod.hostNetwork()
                    && namespaces.match(pod, subject)
                    && selector.matches(pod.labels());
        }

        @Override
        public String toString() {
            return Wording.pods(selector) + " in " + namespaces;
        }
    }

    /** Addresses; on Dataplane V2 only of what is outside of the cluster. */
    record Block(Cidr cidr, List<Cidr> except) implements Peer {
        public Block {
            except = List.copyOf(except);
        }

        @Override
        public boolean matches(End peer, End.InPod subject, Dataplane dataplane) {
            return switch (peer) {
                case End.Outside outside -> holds(outside.addresses());
                case End.InPod pod -> dataplane.blocksMatchCluster() && holds(pod.addresses());
                case End.OnNode node -> dataplane.blocksMatchCluster() && holds(node.addresses());
                case End.Kubelet ignored -> dataplane.blocksMatchCluster() && holds(List.of());
            };
        }

        /** An unknown address is certainly in a block that has everything. */
        private boolean holds(List<Address> addresses) {
            return addresses.isEmpty()
                    ? cidr.prefix() == 0 && except.isEmpty()
                    : addresses.stream()
                            .anyMatch(it -> cidr.contains(it) && except.stream().noneMatch(hole -> hole.contains(it)));
        }

        @Override
        public String toString() {
            return "addresses in " + cidr
                    + (except.isEmpty()
                            ? ""
                            : except.stream().map(Cidr::toString).collect(Collectors.joining(", ", " except ", "")));
        }
    }

    /** Nodes, and with them all that uses the host's network there. */
    record Nodes(LabelSelector selector) implements Peer {
        @Override
        public boolean matches(End peer, End.InPod subject, Dataplane dataplane) {
            return switch (peer) {
                case End.OnNode node -> selector.matches(node.labels());
                case End.InPod pod -> pod.hostNetwork() && selector.matches(pod.nodeLabels());
                case End.Kubelet ignored -> selector.matches(subject.nodeLabels());
                case End.Outside ignored -> false;
            };
        }

        @Override
        public String toString() {
            return Wording.nodes(selector);
        }
    }

    /** Domain names outside of the cluster; {@code *.} at the start stands for one or more labels. */
    record Domains(List<String> names) implements Peer {
        public Domains {
            names = List.copyOf(names);
        }

        @Override
        public boolean matches(End peer, End.InPod subject, Dataplane dataplane) {
            return peer instanceof End.Outside outside && names.stream().anyMatch(it -> covers(it, outside.name()));
        }

        private static boolean covers(String pattern, String name) {
            var wanted = plain(pattern);
            var given = plain(name);
            return wanted.startsWith("*.")
                    ? given.endsWith(wanted.substring(1)) && given.length() > wanted.length() - 1
                    : given.equals(wanted);
        }

        private static String plain(String name) {
            var lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }

        @Override
        public String toString() {
            return "domains " + String.join(", ", names);
        }
    }

    /** Which namespaces a peer's Pods are in. */
    sealed interface Namespaces {
        boolean match(End.InPod peer, End.InPod subject);

        /** The policy's own namespace. */
        record Own(String namespace) implements Namespaces {
            @Override
            public boolean match(End.InPod peer, End.InPod subject) {
                return peer.namespace().equals(namespace);
            }

            @Override
            public String toString() {
                return "namespace " + namespace;
            }
        }

        record Selected(LabelSelector selector) implements Namespaces {
            @Override
            public boolean match(End.InPod peer, End.InPod subject) {
                return selector.matches(peer.namespaceLabels());
            }

            @Override
            public String toString() {
                return Wording.namespaces(selector);
            }
        }

        /**
         * Early v1alpha1: namespaces that have all of these labels, as the subject's has, with the same values everywhere
         * ({@code sameLabels}), or with another value somewhere ({@code notSameLabels}).
         */
        record Compared(List<String> keys, boolean same) implements Namespaces {
            public Compared {
                keys = List.copyOf(keys);
            }

            @Override
            public boolean match(End.InPod peer, End.InPod subject) {
                return !keys.isEmpty()
                        && keys.stream().allMatch(it -> has(peer, it) && has(subject, it))
                        && keys.stream().allMatch(it -> equal(peer.namespaceLabels(), subject.namespaceLabels(), it))
                                == same;
            }

            private static boolean has(End.InPod pod, String key) {
                return pod.namespaceLabels().containsKey(key);
            }

            private static boolean equal(Map<String, String> one, Map<String, String> other, String key) {
                return one.getOrDefault(key, "").equals(other.getOrDefault(key, ""));
            }

            @Override
            public String toString() {
                return "namespaces with " + (same ? "the subject's" : "another") + " value of "
                        + String.join(", ", keys);
            }
        }
    }
}
