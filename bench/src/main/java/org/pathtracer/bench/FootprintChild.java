// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** A JVM of its own: how much it grows by a first trace, while the tracer is still open. */
public final class FootprintChild {
    static final String RSS = "rss";
    static final String HEAP = "heap";
    static final String THREADS = "threads";
    static final String TASKS = "tasks";
    static final String HOPS = "hops";

    private FootprintChild() {}

    public static void main(String[] arguments) throws IOException {
        // What the measuring itself loads must not count.
        heapKilobytes();
        status("VmRSS");
        threads();
        long heap = heapKilobytes();
        long rss = status("VmRSS");
        long tasks = status("Threads");
        int threads = threads();
        try (PathTracer tracer = PathTracer.create()) {
            TraceResult result =
                    tracer.trace(TraceRequest.to(arguments[0]).maxHops(30).build());
            print(RSS, status("VmRSS") - rss);
            print(TASKS, status("Threads") - tasks);
            print(THREADS, threads() - threads);
            print(HEAP, heapKilobytes() - heap);
            print(HOPS, result.hops().size());
        }
    }

    private static void print(String name, long value) {
        System.out.println(name + "=" + value);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long heapKilobytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }

    private static long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
