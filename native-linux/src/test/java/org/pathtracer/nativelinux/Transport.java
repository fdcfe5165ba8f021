// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.lang.management.ManagementFactory;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
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
        PathTracer tracer = PathTracer.create();
        String before = System.getProperty(PollLoops.POLLER_PROPERTY, "");
        System.setProperty(PollLoops.POLLER_PROPERTY, poller);
        try {
            tracer.trace(org.pathtracer.TraceRequest.to("127.0.0.1")
                    .transport(kind)
                    .maxHops(1)
                    .build());
        } finally {
            System.setProperty(PollLoops.POLLER_PROPERTY, before);
        }
        return tracer;
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
