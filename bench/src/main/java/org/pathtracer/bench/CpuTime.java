// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time in nanoseconds, as the kernel accounts it, in steps of 10 ms. */
final class CpuTime {
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int USER = 11;
    private static final int CHILDREN_USER = 13;

    private CpuTime() {}

    /** Of this JVM: all of its threads, compiling and collecting garbage included. */
    static long ofThisProcess() throws IOException {
        return sum("self", USER);
    }

    /** Of another process that runs. */
    static long of(Process process) throws IOException {
        return sum(Long.toString(process.pid()), USER);
    }

    /** Of the processes that this one has started and that have ended. */
    static long ofChildren() throws IOException {
        return sum("self", CHILDREN_USER);
    }

    /** A user and the system time behind it; the fields are counted behind the process's name, see proc(5). */
    private static long sum(String process, int field) throws IOException {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) * NANOS_PER_TICK;
    }
}
