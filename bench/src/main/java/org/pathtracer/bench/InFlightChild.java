// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;

/** A JVM of its own: how much its heap grows by each of 50,170 pings that are not answered yet. */
public final class InFlightChild {
    private static final List<String> FEW = List.of("10.97.255.0/28");
    private static final int FEW_TARGETS = 14;

    private InFlightChild() {}

    public static void main(String[] arguments) throws IOException {
        try (PathTracer tracer = PathTracer.create()) {
            // What a first ping loads and opens is the base.
            long base = heapWith(tracer, FEW, FEW_TARGETS);
            long many = heapWith(tracer, InFlight.BLOCKS, InFlight.TARGETS);
            System.out.println((many - base) / InFlight.TARGETS);
        }
    }

    private static long heapWith(PathTracer tracer, List<String> blocks, int targets) throws IOException {
        long sentBefore = echoRequests();
        try (Measurement<PingEvent, PingResult> ping = tracer.start(PingRequest.toAll(blocks)
                .interval(Duration.ZERO)
                .maxConcurrency(65_536)
                .timeout(Duration.ofHours(1))
                .count(1)
                .build())) {
            while (echoRequests() - sentBefore < targets) {
                Thread.onSpinWait();
            }
            long used = heap();
            ping.cancel();
            return used;
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** That this namespace has sent, from a line of names and a line of numbers. */
    private static long echoRequests() throws IOException {
        List<String[]> icmp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Icmp: "))
                .map(line -> line.split(" ", -1))
                .toList();
        return Long.parseLong(icmp.get(1)[List.of(icmp.get(0)).indexOf("OutEchos")]);
    }
}
