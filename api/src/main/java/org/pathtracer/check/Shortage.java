// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.check;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this process lacks. A JVM without file descriptors opens neither the jars with the classes that it needs next
 * nor its own libraries, which then looks like a class that does not exist, or that can't be verified, and stays so.
 *
 * @since 0.1.0
 */
public final class Shortage {
    private static final String NO_DESCRIPTORS =
            "this process has too few file descriptors left: raise the limit, for example with `ulimit -n 1024`";
    /** To tell whether there are none at all. */
    private static final int FEW = 2;

    private Shortage() {}

    /** Returns a sentence with the remedy if this process can't open so many more files. */
    public static Optional<String> ofDescriptors(int count) {
        return descriptorsLeft(count) ? Optional.empty() : Optional.of("PathTracer can't run: " + NO_DESCRIPTORS);
    }

    /** Returns a sentence that says why code could not be loaded, such as for a lack of file descriptors. */
    public static String ofUnloadable(Throwable thrown) {
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
