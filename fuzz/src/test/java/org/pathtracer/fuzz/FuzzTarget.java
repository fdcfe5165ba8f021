// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One method that Jazzer feeds, with the inputs that are kept for it. */
record FuzzTarget(Object instance, Method method, List<byte[]> inputs) {
    private static final String CLASSES = "Fuzz.class";

    /** All of this module: methods of its {@code *Fuzz} classes, whatever their package. */
    static List<FuzzTarget> all() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(CLASSES))
                    .map(file -> root.relativize(file).toString())
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .flatMap(name -> ofClass(root, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(FuzzTarget.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<FuzzTarget> ofClass(Path root, String name) {
        try {
            Class<?> type = Class.forName(name);
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object instance = constructor.newInstance();
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                    .filter(method -> List.of(method.getParameterTypes()).equals(List.of(byte[].class)))
                    .map(method -> new FuzzTarget(instance, method, kept(root, method)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Where Jazzer looks for them too; as there, no bytes at all if none are kept. */
    private static List<byte[]> kept(Path root, Method method) {
        method.setAccessible(true);
        Class<?> type = method.getDeclaringClass();
        Path folder = root.resolve(type.getName().replace('.', '/') + "Inputs").resolve(method.getName());
        if (!Files.isDirectory(folder)) {
            return List.of(new byte[0]);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FuzzTarget::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(byte[] input) {
        try {
            method.invoke(instance, (Object) input);
        } catch (InvocationTargetException e) {
            throw new AssertionError("threw " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
    }
}
