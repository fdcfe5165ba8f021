// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** What the packages of the testkit may not see. */
class PackagesTest {
    private static final String ROOT = "org.pathtracer.testkit";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void simulation_hasNoClockAndNoThread() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".simulation", ROOT + ".codec", ROOT + ".topology", ROOT + ".wire")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void simulatedNetworks_dependOnTheApiAlone() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.pathtracer.core..", "io.netty..", "jnr..")
                .check(CLASSES);
    }
}
