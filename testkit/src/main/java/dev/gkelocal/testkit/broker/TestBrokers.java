package dev.gkelocal.testkit.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several broker processes that keep one log between them, each as {@link TestBroker} has it. */
public final class TestBrokers implements AutoCloseable {
    /** 16 bytes, as Kafka writes them. */
    private static final String CLUSTER_ID = "dGVzdC1icm9rZXJzLWFyZQ";

    private final List<TestBroker> nodes;

    private TestBrokers(List<TestBroker> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Starts that many, side by side, and returns when all of them serve. */
    public static TestBrokers start(int count) {
        var folders = IntStream.range(0, count)
                .mapToObj(index -> TestBroker.temporaryFolder())
                .toList();
        var commands = folders.stream()
                .map(it -> BrokerCommand.onFreePorts(it.resolve("data")))
                .toList();
        var controllers =
                commands.stream().map(it -> "127.0.0.1:" + it.controllerPort()).collect(Collectors.joining(","));
        var nodes = new ArrayList<TestBroker>();
        for (int index = 0; index < count; index++) {
            var command = commands.get(index)
                    .with(List.of(
                            "--controllers=" + controllers, "--node=" + (index + 1), "--cluster-id=" + CLUSTER_ID));
            nodes.add(TestBroker.of(command, folders.get(index)));
        }
        nodes.forEach(TestBroker::launch);
        nodes.forEach(TestBroker::awaitListening);
        return new TestBrokers(nodes);
    }

    /** Addresses of all, for clients. */
    public String bootstrap() {
        return nodes.stream().map(TestBroker::bootstrap).collect(Collectors.joining(","));
    }

    /** @param number from 1, as Kafka counts them */
    public TestBroker node(int number) {
        return nodes.get(number - 1);
    }

    @Override
    public void close() {
        nodes.forEach(TestBroker::close);
    }
}
