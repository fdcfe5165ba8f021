// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.lab.Family;
import org.pathtracer.nativelinux.loop.PollLoops;

/** All ways in which this module probes: each kind of socket, on each poller. */
enum Transport {
    DATAGRAM_EPOLL("dgram", "epoll"),
    DATAGRAM_PPOLL("dgram", "ppoll"),
    RAW_EPOLL("raw", "epoll"),
    RAW_PPOLL("raw", "ppoll");

    final String kind;
    private final String poller;

    Transport(String kind, String poller) {
        this.kind = kind;
        this.poller = poller;
    }

    /**
     * A tracer whose transports, once opened, use the poller; they are opened with the first trace, so that follows
     * here.
     */
    PathTracer open() {
        return open(1);
    }

    /** The same with so many loops, all of them open. */
    PathTracer open(int loops) {
        PathTracer tracer = PathTracer.builder().loops(loops).build();
        String before = System.getProperty(PollLoops.POLLER_PROPERTY, "");
        System.setProperty(PollLoops.POLLER_PROPERTY, poller);
        try {
            tracer.trace(org.pathtracer.TraceRequest.to("127.0.0.1")
                    .transport(kind)
                    .maxHops(1)
                    .build());
            if (loops > 1) {
                openFurther(tracer, loops);
            }
        } finally {
            System.setProperty(PollLoops.POLLER_PROPERTY, before);
        }
        return tracer;
    }

    /** By more operations than one loop is given while there are others. */
    private void openFurther(PathTracer tracer, int loops) {
        PingRequest request =
                PingRequest.to("127.0.0.1").transport(kind).count(0).build();
        List<Measurement<PingEvent, PingResult>> running = new ArrayList<>();
        while (loops() < loops) {
            running.add(tracer.start(request));
        }
        running.forEach(Measurement::cancel);
        running.forEach(Measurement::await);
    }

    /** How many loops run. */
    long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pathtracer-" + kind))
                .count();
    }

    /** Processor time that its loop has taken so far. */
    long loopCpuNanos() {
        long loop = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pathtracer-" + kind))
                .findFirst()
                .orElseThrow()
                .getId();
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(loop);
    }

    static AddressFamily family(Family family) {
        return family == Family.V4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
    }
}
