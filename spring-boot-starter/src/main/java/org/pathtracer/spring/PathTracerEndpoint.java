// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import java.util.List;
import java.util.Locale;
import org.pathtracer.PathTracer;
import org.pathtracer.ProbeCounters;
import org.pathtracer.TransportReport;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The Actuator endpoint {@code pathtracer}: which transports work here, and what was sent. It starts no measurement, so
 * that a caller of the endpoint cannot make the application probe hosts.
 *
 * @since 0.1.0
 */
@Endpoint(id = "pathtracer")
public class PathTracerEndpoint {
    /**
     * What the endpoint tells.
     *
     * @param transports one for each transport, protocol and address family
     * @param sent probes that left this host
     * @param answered probes that were answered
     * @param inFlight probes that wait for an answer or their timeout
     * @param lostHere packets that this host received and lost itself
     */
    public record Status(List<Transport> transports, long sent, long answered, long inFlight, long lostHere) {}

    /**
     * A transport.
     *
     * @param name as requests take it
     * @param protocol icmp, udp or tcp
     * @param family ipv4 or ipv6
     * @param available whether it works here
     * @param detail how it works, or why it does not
     * @param remedies commands of which each would make it available
     */
    public record Transport(
            String name, String protocol, String family, boolean available, String detail, List<String> remedies) {}

    private final PathTracer tracer;

    /** Of this tracer. */
    public PathTracerEndpoint(PathTracer tracer) {
        this.tracer = tracer;
    }

    /** Tells how it is now. */
    @ReadOperation
    public Status status() {
        ProbeCounters counters = tracer.counters();
        return new Status(
                tracer.transports().stream().map(PathTracerEndpoint::transport).toList(),
                counters.sent(),
                counters.answered(),
                counters.inFlight(),
                counters.lostHere());
    }

    private static Transport transport(TransportReport report) {
        return new Transport(
                report.name(),
                report.protocol().name().toLowerCase(Locale.ROOT),
                report.family().name().toLowerCase(Locale.ROOT),
                report.available(),
                report.detail(),
                report.remedies());
    }
}
