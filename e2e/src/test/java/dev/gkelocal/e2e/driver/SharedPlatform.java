package dev.gkelocal.e2e.driver;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One platform for all tests that leave it whole or repair it. Before each test it is ready; after the last it is stopped. */
public final class SharedPlatform implements BeforeEachCallback, ParameterResolver {
    /** A simulated minute is a second: idle instances go after 5 s. */
    private static final Map<String, String> SETTINGS = Map.of("idle_retention", "5m", "startup_timeout", "15s");

    /** Closed by JUnit with the whole run. */
    private static final class Held implements AutoCloseable {
        final Sandbox sandbox = Sandbox.create(SETTINGS);

        @Override
        public void close() {
            try (sandbox) {
                sandbox.down();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ready(context);
    }

    /** The platform, brought up when it is not. */
    static Sandbox ready(ExtensionContext context) {
        var sandbox = sandbox(context);
        if (!sandbox.home().phase().equals("ready") || sandbox.run("status").code() != 0) {
            sandbox.up();
        }
        sandbox.awaitReady();
        return sandbox;
    }

    private static Sandbox sandbox(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedPlatform.class))
                .computeIfAbsent("platform", _ -> new Held(), Held.class)
                .sandbox;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox(context);
    }
}
