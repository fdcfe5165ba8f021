// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.BulkTraceResult;
import org.pathtracer.Measurement;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PathTracer;
import org.pathtracer.PingEvent;
import org.pathtracer.PingRequest;
import org.pathtracer.PingResult;
import org.pathtracer.Protocol;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;
import org.pathtracer.TransportChoice;
import org.pathtracer.ping.TargetResults;
import org.pathtracer.statistics.Statistics;

/**
 * A program to be stopped while it probes: once for each line "operation transport protocol port target" that it reads.
 */
final class StoppedProgram {
    static final int TIMEOUT_MILLIS = 1000;

    private static final int PINGS = 5;
    private static final int STREAMED_PINGS = 3;
    private static final int BULK_TRACES = 8;
    static final int BULK_ROUTERS = 3;
    private static final Duration TIMEOUT = Duration.ofMillis(TIMEOUT_MILLIS);

    private StoppedProgram() {}

    public static void main(String[] ignored) throws IOException {
        try (PathTracer tracer = PathTracer.create();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                String[] words = line.split(" ");
                System.out.println("begins");
                TransportChoice transport = switch (words[0]) {
                    case "ping" -> ping(tracer, words);
                    case "mtu" -> pathMtu(tracer, words);
                    case "bulk" -> bulk(tracer, words, false);
                    case "stopset" -> bulk(tracer, words, true);
                    case "streamed" -> streamed(tracer, words);
                    default -> trace(tracer, words);
                };
                System.out.println(transport.limits() + " " + tracer.counters().lostHere());
            }
        }
    }

    private static TransportChoice trace(PathTracer tracer, String[] words) {
        TraceRequest.Builder request =
                TraceRequest.to(words[4]).timeout(TIMEOUT).queries(1).rateLimit(0);
        TraceResult result = tracer.trace(probes(request, words).build());
        System.out.println(Traces.addresses(result));
        return result.transport();
    }

    /** Whether answers took as long as the stop is told too: that would be this host's time, not the path's. */
    private static TransportChoice ping(PathTracer tracer, String[] words) {
        PingRequest.Builder request =
                PingRequest.to(words[4]).timeout(TIMEOUT).count(PINGS).period(Duration.ofMillis(10));
        PingResult result = tracer.ping(probes(request, words).build());
        Statistics statistics = result.targets().get(0).statistics();
        boolean slow =
                statistics.max().filter(max -> max.compareTo(TIMEOUT) > 0).isPresent();
        System.out.println(statistics.received() + " of " + statistics.sent() + (slow ? ", slow" : ""));
        return result.transport();
    }

    /** The different paths up to the targets: one, if none lost anything. */
    private static TransportChoice bulk(PathTracer tracer, String[] words, boolean stopSet) {
        BulkTraceRequest.Builder request = TraceRequest.toAll(List.of(words[4]))
                .timeout(TIMEOUT)
                // What is late by less than the timeout is the delay line's: it is a process on a busy host.
                .adaptiveTimeout(new AdaptiveTimeout(false, 1, 1, Duration.ofMillis(1)))
                .queries(1)
                .concurrentTraces(BULK_TRACES)
                .stopSet(stopSet);
        BulkTraceResult result = tracer.trace(probes(request, words).build());
        System.out.println(result.targets().stream()
                .map(series -> Traces.addresses(series.trace().orElseThrow()).subList(0, BULK_ROUTERS) + " "
                        + series.reached())
                .distinct()
                .toList());
        return result.transport();
    }

    private static TransportChoice streamed(PathTracer tracer, String[] words) {
        PingRequest.Builder request = PingRequest.to(words[4])
                .timeout(TIMEOUT)
                .count(STREAMED_PINGS)
                .period(Duration.ofMillis(30))
                .targetResults(TargetResults.STREAMED);
        try (Measurement<PingEvent, PingResult> ping =
                tracer.start(probes(request, words).build())) {
            ping.events().subscribe(new CountingSubscriber<>(new CountDownLatch(1)));
            PingResult result = ping.await();
            System.out.println(result.received() + " of " + result.sent());
            return result.transport();
        }
    }

    private static TransportChoice pathMtu(PathTracer tracer, String[] words) {
        PathMtuRequest.Builder request = PathMtuRequest.to(words[4]).timeout(TIMEOUT);
        PathMtuResult result = tracer.pathMtu(probes(request, words).build());
        System.out.println(result.pathMtu() + " " + result.verdict() + " " + result.limitingHop());
        return result.transport();
    }

    private static <B extends RequestBuilder<B>> B probes(B request, String[] words) {
        request.transport(words[1]).protocol(Protocol.valueOf(words[2]));
        return words[3].equals("0") ? request : request.port(Integer.parseInt(words[3]));
    }
}
