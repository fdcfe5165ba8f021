// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import java.util.Locale;
import org.pathtracer.Diagnosis;
import org.pathtracer.MultipathResult;
import org.pathtracer.PathMtuResult;
import org.pathtracer.PingResult;
import org.pathtracer.TraceResult;
import org.pathtracer.fleet.FleetOutcome;

/** What an outcome says, in a line. */
final class OutcomeSummary {
    private OutcomeSummary() {}

    static String of(FleetOutcome<?> outcome) {
        if (outcome instanceof FleetOutcome.Failed<?> failed) {
            return failed.message();
        }
        Object result = ((FleetOutcome.Completed<?>) outcome).result();
        if (result instanceof TraceResult trace) {
            return "%s after %d hops, %d of %d probes answered"
                    .formatted(
                            trace.reached() ? "reached" : "not reached",
                            trace.hops().size(),
                            trace.repliesReceived(),
                            trace.probesSent());
        } else if (result instanceof PingResult ping) {
            return "%d of %d answered%s"
                    .formatted(
                            ping.received(),
                            ping.sent(),
                            ping.statistics()
                                    .median()
                                    .map(span -> String.format(Locale.ROOT, ", median %.3f ms", span.toNanos() / 1e6))
                                    .orElse(""));
        } else if (result instanceof PathMtuResult mtu) {
            return mtu.pathMtu().isPresent() ? "path MTU " + mtu.pathMtu().getAsInt() : "path MTU unknown";
        } else if (result instanceof MultipathResult multipath) {
            return "%d vertices, %d edges, %s"
                    .formatted(
                            multipath.vertices().size(),
                            multipath.edges().size(),
                            multipath.reached() ? "reached" : "not reached");
        } else if (result instanceof Diagnosis diagnosis) {
            return diagnosis.summary();
        }
        return "";
    }
}
