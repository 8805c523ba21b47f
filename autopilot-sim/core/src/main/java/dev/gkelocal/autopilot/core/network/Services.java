package dev.gkelocal.autopilot.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Follows a Service to the Pods and ports that a connection meets. */
final class Services {
    private static final int MOST = 65_535;

    private final NetworkWorld world;

    Services(NetworkWorld world) {
        this.world = world;
    }

    /** @param protocol empty = any that the port has */
    Answer reach(End from, Service service, String port, Optional<Protocol> protocol) {
        if (service.kind() == Service.Kind.EXTERNAL) {
            return new Answer.NoSuchEnd(
                    service.key(),
                    "the Service leads to the name " + service.externalName()
                            + " (ExternalName), which is not judged; ask for " + service.externalName() + ":" + port);
        }
        if (service.selector().isEmpty()) {
            return new Answer.NoSuchEnd(
                    service.key(), "the Service selects no Pods: its endpoints are kept by hand; name an address");
        }
        var behind = world.pods().stream().filter(service::selects).toList();
        if (behind.isEmpty()) {
            return new Answer.NoSuchEnd(
                    service.key(),
                    "no Pod or workload here has the labels of the Service's selector: "
                            + Wording.labels(service.selector()));
        }
        var found = service.port(port, protocol);
        if (found.isPresent()) {
            var named = found.get().name().equals(port);
            return service.kind() == Service.Kind.HEADLESS && !named
                    ? straight(from, service, found.get().number(), found.get().protocol(), behind)
                    : through(from, service, found.get(), behind);
        }
        int number = Address.number(port, 10, 5);
        return service.kind() == Service.Kind.HEADLESS && number > 0 && number <= MOST
                ? straight(from, service, number, protocol.orElse(Protocol.TCP), behind)
                : new Answer.NoSuchEnd(
                        service.key(),
                        "the Service has no port " + port + "; it has "
                                + service.ports().stream()
                                        .map(Service.Port::toString)
                                        .collect(Collectors.joining(", ")));
    }

    private Answer through(End from, Service service, Service.Port port, List<End.InPod> behind) {
        var targets = new ArrayList<Reach>();
        var notes = new ArrayList<String>();
        for (var pod : behind) {
            var number = target(port, pod);
            if (number.isPresent()) {
                targets.add(world.advised(world.reach(from, pod, number.getAsInt(), port.protocol())));
            } else {
                notes.add(pod.key() + " has no port named " + port.target() + ": it is no endpoint");
            }
        }
        if (targets.isEmpty()) {
            return new Answer.NoSuchEnd(service.key(), String.join("; ", notes));
        }
        if (!port.target().equals(String.valueOf(port.number()))) {
            notes.addFirst(
                    "policies see the target port " + port.target() + ", not the Service's port " + port.number());
        }
        return new ServiceReach(service.key(), port.toString(), targets, notes);
    }

    private Answer straight(End from, Service service, int port, Protocol protocol, List<End.InPod> behind) {
        var targets = behind.stream()
                .map(it -> world.advised(world.reach(from, it, port, protocol)))
                .toList();
        return new ServiceReach(
                service.key(),
                String.valueOf(port),
                targets,
                List.of("the Service is headless: its name leads to the Pods, and no port is translated"));
    }

    private static OptionalInt target(Service.Port port, End.InPod pod) {
        int number = Address.number(port.target(), 10, 5);
        if (number > 0 && number <= MOST) {
            return OptionalInt.of(number);
        }
        return pod.ports().stream()
                .filter(it -> it.name().equals(port.target()) && it.protocol() == port.protocol())
                .mapToInt(End.ContainerPort::number)
                .findFirst();
    }
}
