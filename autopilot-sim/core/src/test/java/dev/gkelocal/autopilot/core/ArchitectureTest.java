package dev.gkelocal.autopilot.core;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void classes_ofThisModule_keepToTheRules() {
        ArchitectureRules.check(Value.class);
    }

    @Test
    void rooms_ofThisModule_haveNoCycles() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.gkelocal.autopilot.core");
        SlicesRuleDefinition.slices()
                .matching("dev.gkelocal.autopilot.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
