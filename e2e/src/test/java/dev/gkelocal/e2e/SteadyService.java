package dev.gkelocal.e2e;

import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Web;
import java.io.IOException;
import java.time.Duration;

/** A service that two instances answer, at 15 requests a second. */
record SteadyService(Sandbox sandbox, String name) {
    private static final double RATE = 15;

    /** The one of the name, deployed unless it answers already. */
    static SteadyService in(Sandbox sandbox, String name) throws IOException {
        if (sandbox.web().get(name, "/?ms=1").statusCode() != 200) {
            sandbox.deploy(name, "sleeper", "--concurrency", "4", "--max-instances", "4");
        }
        return new SteadyService(sandbox, name);
    }

    /** Load, once two instances bear it. */
    Load onTwoInstances() {
        var web = sandbox.web();
        var load = Load.steady(web, name, "/", RATE);
        Patience.within(Duration.ofSeconds(20))
                .until(() -> load.answers().size() > RATE
                        && sandbox.home().instancesOf(name).size() >= 2
                        && running(web) >= 2);
        return load;
    }

    private long running(Web web) {
        return web.gateway("/api/v1/cloudrun/instances?service=" + name)
                .path("instances")
                .size();
    }
}
