// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pathtracer.annotation.NotForImplementation;

/** What a later version may add to, and since when each type is there, is said of every public type. */
class ApiGrowthTest {
    /** What transports and load generators implement; these get no further methods without a default. */
    private static final Set<String> FOR_IMPLEMENTATION = Set.of(
            "org.pathtracer.TransportProvider",
            "org.pathtracer.spi.HostNames",
            "org.pathtracer.spi.HostNetwork",
            "org.pathtracer.spi.HostNetwork$Watch",
            "org.pathtracer.spi.LoadGenerator",
            "org.pathtracer.spi.LoadProvider",
            "org.pathtracer.spi.PacketSource",
            "org.pathtracer.spi.PacketSource$Listener",
            "org.pathtracer.spi.PacketSource$Reading",
            "org.pathtracer.spi.ProbeTransport",
            "org.pathtracer.spi.ProbeTransportProvider",
            "org.pathtracer.spi.Surroundings",
            "org.pathtracer.spi.TransportLoop",
            "org.pathtracer.spi.TransportLoop$Timer");

    /** A file's own type. */
    private static final Pattern TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ",
            Pattern.MULTILINE);

    private static final List<String> MODULES = List.of("api", "testkit", "metrics-micrometer", "report");

    private static List<JavaClass> interfaces() throws IOException {
        Path classes = Path.of("../api/target/classes");
        ModuleDescriptor module;
        try (var descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(descriptor);
        }
        Set<String> open = module.exports().stream()
                .filter(Predicate.not(ModuleDescriptor.Exports::isQualified))
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPath(classes).stream()
                        .filter(type -> open.contains(type.getPackageName()))
                        .filter(type -> type.isInterface() && !type.isAnnotation())
                        .filter(ApiGrowthTest::isPublic)
                        .toList();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ApiGrowthTest::isPublic).orElse(true);
    }

    private static boolean isMarked(JavaClass type) {
        return type.isAnnotatedWith(NotForImplementation.class);
    }

    private static boolean isForImplementation(JavaClass type) {
        return FOR_IMPLEMENTATION.contains(type.getName()) || type.isAnnotatedWith(FunctionalInterface.class);
    }

    /** A new interface must decide: add the annotation, or a line above. */
    @Test
    void publicInterfaces_areForImplementationOrSayThatTheyAreNot() throws IOException {
        List<JavaClass> interfaces = interfaces();
        assertThat(interfaces).hasSizeGreaterThan(20);
        assertThat(interfaces.stream().filter(type -> isMarked(type) == isForImplementation(type)))
                .as("interfaces that are neither, or both")
                .isEmpty();
        assertThat(interfaces.stream().map(JavaClass::getName)).containsAll(FOR_IMPLEMENTATION);
    }

    /** Else a method that the one may get would be one more to implement for the other. */
    @Test
    void interfacesForImplementation_extendNoneThatMayGrow() throws IOException {
        assertThat(interfaces().stream()
                        .filter(ApiGrowthTest::isForImplementation)
                        .filter(type -> type.getAllRawInterfaces().stream().anyMatch(ApiGrowthTest::isMarked)))
                .isEmpty();
    }

    @Test
    void publicTypes_saySinceWhenTheyAreThere() {
        List<Path> without = MODULES.stream()
                .map(module -> Path.of("..", module, "src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(ApiGrowthTest::sources)
                .filter(file -> lacksSince(read(file)))
                .toList();
        assertThat(without).as("types without @since").isEmpty();
    }

    @Test
    void typeWithoutSince_isFound() {
        String declaration = "package p;\n\n%s\n@Deprecated\npublic sealed interface T {}\n";
        assertThat(lacksSince(declaration.formatted("/** A type. */"))).isTrue();
        assertThat(lacksSince(declaration.formatted(""))).isTrue();
        assertThat(lacksSince(declaration.formatted("/**\n * A type.\n *\n * @since 0.1.0\n */")))
                .isFalse();
        assertThat(lacksSince("package p;\n\nfinal class Hidden {}\n")).isFalse();
    }

    private static boolean lacksSince(String source) {
        var type = TYPE.matcher(source);
        return type.find() && !source.substring(0, type.start()).contains("\n * @since ");
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
