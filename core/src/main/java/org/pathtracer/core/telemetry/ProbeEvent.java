// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.spi.Probe;

/** Flight Recorder event: what became of one probe. */
@Name("pathtracer.Probe")
@Label("Probe")
@Category("PathTracer")
@StackTrace(false)
final class ProbeEvent extends Event {
    @Label("Destination")
    String destination = "";

    @Label("TTL")
    int ttl;

    @Label("Outcome")
    String outcome = "";

    @Label("Responder")
    String responder = "";

    @Label("Round-trip time")
    @Timespan(Timespan.NANOSECONDS)
    long rtt;

    private ProbeEvent() {}

    static void emit(Probe probe, ProbeOutcome outcome) {
        ProbeEvent event = new ProbeEvent();
        if (event.shouldCommit()) {
            event.destination = CanonicalAddress.of(probe.profile().destination());
            event.ttl = probe.ttl();
            // The name of the case, of which the class is the record.
            event.outcome = outcome.getClass().getSimpleName().replaceFirst("Record$", "");
            if (outcome instanceof ProbeOutcome.Answer answer) {
                event.responder = CanonicalAddress.of(answer.reception().address());
                event.rtt = answer.reception().rtt().toNanos();
            }
            event.commit();
        }
    }
}
