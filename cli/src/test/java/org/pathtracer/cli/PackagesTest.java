// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each package of each module can be read with those below it alone. This module's tests see all others. */
class PackagesTest {
    private static final ArchRule NO_CYCLES = SlicesRuleDefinition.slices()
            .assignedFrom(new EachPackage())
            .should()
            .beFreeOfCycles();

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pathtracer");

    @Test
    void packagesOfAllModules_haveNoCycles() {
        NO_CYCLES.check(HOUSE);
    }

    /** Else a module could be missing from the class path, and the rule would hold for want of classes. */
    @Test
    void packagesOfAllModules_areSeen() throws IOException {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsAll(packagesOfAllModules());
    }

    @Test
    void packagesThatNeedEachOther_areFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(Collection.class, List.class, Stream.class);
        assertThat(NO_CYCLES.evaluate(planted).hasViolation()).isTrue();
    }

    private static List<String> packagesOfAllModules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(folder -> !isOfFleet(folder))
                    .map(folder -> folder.resolve("src/main/java"))
                    .filter(sources -> Files.exists(sources.resolve("module-info.java")))
                    .flatMap(PackagesTest::packages)
                    .toList();
        }
    }

    /**
     * What the fleet's modules bring along is not on this class path; {@code fleet-cli} holds them to the same rule.
     */
    private static boolean isOfFleet(Path folder) {
        return folder.getFileName().toString().startsWith("fleet");
    }

    private static Stream<String> packages(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of a module too is a slice: what lies below must not know it. */
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
