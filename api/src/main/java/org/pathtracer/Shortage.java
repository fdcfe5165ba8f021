// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What this process lacks. A JVM without file descriptors opens neither the jars with the classes that it needs next
 * nor its own libraries, which then looks like a class that does not exist, or that can't be verified, and stays so.
 */
final class Shortage {
    private static final String NO_DESCRIPTORS =
            "this process has too few file descriptors left: raise the limit, for example with `ulimit -n 1024`";
    /** To tell whether there are none at all. */
    private static final int FEW = 2;

    private Shortage() {}

    /** Throws {@link NotSupportedException} unless so many more files can be opened. */
    static void requireDescriptors(int count) {
        if (!descriptorsLeft(count)) {
            throw new NotSupportedException("PathTracer can't run: " + NO_DESCRIPTORS);
        }
    }

    /** Why code could not be loaded. */
    static String words(Throwable thrown) {
        Throwable inner = thrown;
        for (int depth = 0; depth < 20 && inner.getCause() != null; depth++) {
            inner = inner.getCause();
        }
        String what = "PathTracer can't run: a class can't be loaded (" + inner + ")";
        return descriptorsLeft(FEW)
                ? what + ": a jar is missing, or is of another version"
                : what + ", since " + NO_DESCRIPTORS;
    }

    /** Where there is no null device, as on Windows, there is no such limit either. */
    private static boolean descriptorsLeft(int count) {
        List<Closeable> opened = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                opened.add(new FileInputStream(Path.of("/dev/null").toFile()));
            }
            return true;
        } catch (IOException e) {
            return !Path.of("/dev/null").toFile().exists();
        } finally {
            opened.forEach(Shortage::close);
        }
    }

    private static void close(Closeable opened) {
        try {
            opened.close();
        } catch (IOException e) {
            // Nothing was written to it.
        }
    }
}
