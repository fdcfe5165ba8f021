// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.IOException;
import java.time.Duration;
import org.pathtracer.Measurement;
import org.pathtracer.PathTracer;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;

/** A program whose loop can't wait any more while it pings; then it pings again. */
final class DyingLoopProgram {
    private DyingLoopProgram() {}

    public static void main(String[] targetAndTransport) throws IOException {
        PingRequest.Builder ping = PingRequest.to(targetAndTransport[0])
                .transport(targetAndTransport[1])
                .count(0)
                .interval(Duration.ofMillis(10));
        try (PathTracer tracer = PathTracer.create()) {
            System.out.println(tracer.ping(ping.count(1).build()).received());
            Measurement<PingEvent, PingResult> running =
                    tracer.start(ping.count(0).build());
            try {
                System.out.println(running.await().stopReason());
            } catch (PathTracerException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
            System.in.read();
            System.out.println(tracer.ping(ping.count(3).build()).received());
            System.out.println(tracer.counters().inFlight());
        }
        System.out.println(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pathtracer"))
                .count());
    }
}
