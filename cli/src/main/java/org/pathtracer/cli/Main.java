// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.cli.output.Terminal;

/**
 * Where the command starts. It needs no other class to tell that there are too few file descriptors, since then the JVM
 * opens neither the jars with the other classes nor its own libraries, and anything may fail for that.
 */
public final class Main {
    private static final int NOT_POSSIBLE_HERE = 3;
    /** What a run needs beside the jars: the JVM's own libraries, pollers, sockets. */
    private static final int DESCRIPTORS = 16;

    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] args) {
        requireDescriptors(
                DESCRIPTORS + System.getProperty("java.class.path", "").split(File.pathSeparator).length);
        System.exit(PathTracerCommand.run(Terminal.system(), args));
    }

    private static void requireDescriptors(int count) {
        File any = new File("/dev/null");
        List<Closeable> opened = new ArrayList<>();
        try {
            for (int i = 0; i < count && any.exists(); i++) {
                opened.add(new FileInputStream(any));
            }
            for (Closeable file : opened) {
                file.close();
            }
        } catch (IOException e) {
            System.err.println("pathtracer: this process may open too few files, " + opened.size() + " more where it"
                    + " needs up to " + count + ": raise the limit, for example with `ulimit -n 1024`");
            Runtime.getRuntime().halt(NOT_POSSIBLE_HERE);
        }
    }
}
