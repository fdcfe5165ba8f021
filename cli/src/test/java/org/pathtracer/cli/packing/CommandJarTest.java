// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The one jar has what the jars have, in a form that can be shared. */
class CommandJarTest {
    private static final int JAVA_6 = 50;
    private static final String SERVICE = "META-INF/services/service.Of";

    @TempDir
    private static Path folder;

    private static File file;

    /** Of the jars among the test's own class path. */
    @BeforeAll
    static void pack() throws IOException {
        file = folder.resolve("command.jar").toFile();
        CommandJar.write(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> path.endsWith(".jar"))
                        .map(Path::of)
                        .collect(Collectors.toList()),
                file);
    }

    @Test
    void classesOfJava5_areThoseOfJava6_andLoad() throws Exception {
        try (JarFile jar = new JarFile(file)) {
            assertThat(version(jar, "picocli/CommandLine.class")).isEqualTo(JAVA_6);
            assertThat(version(jar, "org/objectweb/asm/ClassReader.class")).isEqualTo(JAVA_6);
        }
        URL[] path = {file.toURI().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> changed = Class.forName(CommandLine.class.getName(), true, loader);
            assertThat(changed.getClassLoader()).isSameAs(loader);
            assertThat(changed.getField("VERSION").get(null)).isEqualTo(CommandLine.VERSION);
            for (Class<?> member : changed.getDeclaredClasses()) {
                Class.forName(member.getName(), true, loader);
            }
        }
    }

    @Test
    void newerClasses_areAsTheyWere() throws IOException {
        String name = "org/slf4j/LoggerFactory.class";
        try (JarFile jar = new JarFile(file);
                InputStream packed = jar.getInputStream(jar.getEntry(name));
                InputStream original = ClassLoader.getSystemResourceAsStream(name)) {
            assertThat(packed.readAllBytes()).isEqualTo(original.readAllBytes());
        }
    }

    @Test
    void servicesOfAllJars_areInOneFile() throws IOException {
        File both = folder.resolve("both.jar").toFile();
        CommandJar.write(List.of(jar("b.jar", "second.Provider"), jar("a.jar", "first.Provider\n")), both);
        try (JarFile jar = new JarFile(both);
                InputStream in = jar.getInputStream(jar.getEntry(SERVICE))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("first.Provider\nsecond.Provider\n");
        }
    }

    private static Path jar(String name, String providers) throws IOException {
        Path path = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path))) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(providers.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return path;
    }

    @Test
    void whatFewCommandsNeed_andSignatures_areLeftOut() throws IOException {
        try (JarFile jar = new JarFile(file)) {
            assertThat(Collections.list(jar.entries()))
                    .extracting(JarEntry::getName)
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.startsWith("org/bouncycastle/"))
                    .noneMatch(name -> name.startsWith("org/pathtracer/server/"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
            assertThat(jar.isMultiRelease()).isTrue();
        }
    }

    private static int version(JarFile jar, String name) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
