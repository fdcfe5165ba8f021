// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.packing;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts the jars of the class path into one, which opens sooner than all of them: a look-up of a service opens every
 * jar. What few commands need and is large is left out; those commands have the other jars behind this one. Classes of
 * old versions are brought to one that class data sharing takes.
 */
public final class CommandJar {
    /** Load over TLS, its server, scenarios, screens, and other systems. The names of jars begin so. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "(bc(prov|pkix|util)-|netty-(codec|handler|tcnative)|pathtracer-(http2|server|exporter|testkit|native-windows)|antlr4"
                    + "|tomlj|jline|jetty|prometheus|snakeyaml|bcrypt).*");
    /** Signatures and descriptions of the single jars. */
    private static final Pattern DROPPED = Pattern.compile(
            "(META-INF/versions/\\d+/)?module-info\\.class|META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC))");

    private static final String SERVICES = "META-INF/services/";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private CommandJar() {}

    /** Writes it to the file that is the one argument. */
    public static void main(String[] args) throws IOException {
        List<Path> path = new ArrayList<>();
        for (String jar : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            path.add(Path.of(jar));
        }
        write(path, new File(args[0]));
    }

    /** In an order that doesn't depend on the file system; the first jar that has an entry wins. */
    static void write(List<Path> jars, File file) throws IOException {
        CommandJar all = new CommandJar();
        for (Path jar : new TreeSet<>(jars)) {
            if (!LEFT_OUT.matcher(String.valueOf(jar.getFileName())).matches()) {
                all.add(jar);
            }
        }
        all.write(file);
    }

    private void add(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (!entry.isDirectory() && !DROPPED.matcher(name).matches()) {
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    if (name.startsWith(SERVICES)) {
                        entries.merge(name, line(bytes), CommandJar::join);
                    } else {
                        entries.putIfAbsent(name, name.endsWith(".class") ? Modernized.of(bytes) : bytes);
                    }
                }
            }
        }
    }

    private static byte[] line(byte[] bytes) {
        return (new String(bytes, StandardCharsets.UTF_8).strip() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** Not compressed: classes that are in no archive load sooner. */
    private void write(File file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(new FileOutputStream(file)))) {
            out.setMethod(ZipOutputStream.STORED);
            put(out, JarFile.MANIFEST_NAME, manifest());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
        }
    }

    private static byte[] manifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
