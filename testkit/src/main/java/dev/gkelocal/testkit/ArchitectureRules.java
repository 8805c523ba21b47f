package dev.gkelocal.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The edges between modules and rooms (design, section 3). Every module runs them all over its own classes. */
public final class ArchitectureRules {
    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "io.smallrye..", "io.vertx..", "io.netty..", "jakarta..", "org.apache.kafka..", "io.fabric8.."
    };

    private static final Map<String, ArchRule> RULES = new LinkedHashMap<>();

    static {
        RULES.put(
                "a core decides without frameworks",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal..core..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(FRAMEWORKS)
                        .because("decisions must run in a unit test with simulated time"));
        RULES.put(
                "a core reads no clock, randomness, file, network or environment",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal..core..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "getProperty", String.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "java.nio.channels..")
                        .because("facts and a point in time go in, decisions come out"));
        RULES.put(
                "contracts know nobody",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.contracts..")
                        .should()
                        .dependOnClassesThat(outside("dev.gkelocal.contracts"))
                        .because("every module may depend on them"));
        RULES.put(
                "configuration knows nobody",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.config..")
                        .should()
                        .dependOnClassesThat(outside("dev.gkelocal.config"))
                        .because("every module may depend on it"));
        RULES.put(
                "the event log knows contracts only",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.eventlog..")
                        .should()
                        .dependOnClassesThat(outside("dev.gkelocal.eventlog", "dev.gkelocal.contracts"))
                        .because("it carries records and takes no decision"));
        RULES.put(
                "cloudrun-sim makes no container images",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.cloudrun..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.gkelocal.images.containers..")
                        .because("its build leaves the libraries out that this needs"));
        RULES.put(
                "making images knows nobody",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.images..")
                        .should()
                        .dependOnClassesThat(outside("dev.gkelocal.images", "dev.gkelocal.config"))
                        .because("cloudrun-sim makes local ones, the command line those of a cluster"));
        RULES.put(
                "services meet over HTTP and events",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.platform..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.gkelocal.cloudrun..", "dev.gkelocal.autopilot..")
                        .because("each service is a process of its own"));
        RULES.put(
                "cloudrun-sim does not know its gateway",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.cloudrun..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.gkelocal.platform..",
                                "dev.gkelocal.autopilot..",
                                "dev.gkelocal.embedded..",
                                "dev.gkelocal.cli..")
                        .because("each service is a process of its own"));
        RULES.put(
                "autopilot-sim does not know its gateway",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.autopilot..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.gkelocal.platform..",
                                "dev.gkelocal.cloudrun..",
                                "dev.gkelocal.embedded..",
                                "dev.gkelocal.cli..")
                        .because("each service is a process of its own"));
        RULES.put(
                "the rules of Autopilot do not know who asks",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.autopilot.core..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.gkelocal.autopilot.service..",
                                "dev.gkelocal.contracts..",
                                "dev.gkelocal.config..",
                                "dev.gkelocal.eventlog..")
                        .because("the command line reads them without a platform"));
        RULES.put(
                "the data plane sees the control plane through the routing seam only",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal.cloudrun.ingress..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.gkelocal.cloudrun.control..",
                                "dev.gkelocal.cloudrun.admin..",
                                "dev.gkelocal.cloudrun.runtime..",
                                "dev.gkelocal.images..",
                                "dev.gkelocal.eventlog..",
                                "org.apache.kafka..")
                        .because("traffic must flow while the broker or the controller is away"));
        RULES.put(
                "only wiring reads the wall clock by name",
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.gkelocal.cloudrun.control..",
                                "dev.gkelocal.cloudrun.admin..",
                                "dev.gkelocal.autopilot.service.live..",
                                "dev.gkelocal.autopilot.service.api..",
                                "dev.gkelocal.autopilot.service.review..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .because("time comes through an InstantSource, so that tests and the time scale can set it"));
        RULES.put(
                "no dumping grounds",
                noClasses()
                        .that()
                        .resideInAPackage("dev.gkelocal..")
                        .should()
                        .haveSimpleNameContaining("Util")
                        .orShould()
                        .haveSimpleNameContaining("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Impl")
                        .because("a function belongs on the type it is about"));
        RULES.put(
                "records validate, nobody inherits for reuse",
                classes()
                        .that()
                        .areRecords()
                        .should()
                        .haveOnlyFinalFields()
                        .because("values are shared between threads"));
    }

    private ArchitectureRules() {}

    /**
     * Checks the main classes of the module whose test calls it.
     *
     * @throws AssertionError that lists every broken rule with the classes that break it
     */
    public static void check(Class<?> anyClassOfTheModule) {
        var location = anyClassOfTheModule.getProtectionDomain().getCodeSource().getLocation();
        JavaClasses imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importUrl(location);
        if (imported.isEmpty()) {
            throw new AssertionError("no classes found at " + location + ": the rules would check nothing");
        }
        RULES.values().forEach(rule -> rule.allowEmptyShould(true).check(imported));
        for (var rooms : new String[] {"dev.gkelocal.*.(*)..", "dev.gkelocal.*.service.(*).."}) {
            slices().matching(rooms)
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(imported);
        }
    }

    private static DescribedPredicate<JavaClass> outside(String... allowed) {
        return DescribedPredicate.describe(
                "of ours outside " + String.join(", ", allowed),
                type -> type.getPackageName().startsWith("dev.gkelocal")
                        && Arrays.stream(allowed)
                                .noneMatch(it -> type.getPackageName().equals(it)
                                        || type.getPackageName().startsWith(it + ".")));
    }
}
