// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package of the fleet's modules can be read with those below it alone. This module's tests see all of them. */
class PackagesTest {
    private static final JavaClasses FLEET = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pathtracer.fleet");

    @Test
    void packages_haveNoCycles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new EachPackage())
                .should()
                .beFreeOfCycles()
                .check(FLEET);
        assertThat(FLEET.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .contains(
                        "org.pathtracer.fleet",
                        "org.pathtracer.fleet.agent",
                        "org.pathtracer.fleet.authority",
                        "org.pathtracer.fleet.hub",
                        "org.pathtracer.fleet.hub.registry",
                        "org.pathtracer.fleet.hub.storing",
                        "org.pathtracer.fleet.locate",
                        "org.pathtracer.fleet.mesh",
                        "org.pathtracer.fleet.protocol",
                        "org.pathtracer.fleet.store",
                        "org.pathtracer.fleet.web",
                        "org.pathtracer.fleet.web.http");
    }

    /** Actors are the registry's own affair, so that another engine could take its place. */
    @Test
    void pekko_isKnownToTheRegistryOnly() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("org.pathtracer.fleet.hub.registry")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..", "scala..")
                .check(FLEET);
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
