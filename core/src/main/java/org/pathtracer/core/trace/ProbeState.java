// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import org.jspecify.annotations.Nullable;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeOutcome.Answer;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.Reception;
import org.pathtracer.result.EchoReplyRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.ReceptionRecord;
import org.pathtracer.result.TcpResetRecord;
import org.pathtracer.result.TcpSynAckRecord;
import org.pathtracer.result.TimeExceededRecord;
import org.pathtracer.result.UdpReplyRecord;
import org.pathtracer.result.UnreachableRecord;

/** One probe of a trace, from being asked for to its outcome. */
final class ProbeState {
    final TtlProbes hop;
    final int sequence;
    final int flow;
    boolean left;
    long sentNanos;

    private @Nullable ProbeOutcome outcome;
    private int duplicates;

    ProbeState(TtlProbes hop, int sequence, int flow, long now) {
        this.hop = hop;
        this.sequence = sequence;
        this.flow = flow;
        this.sentNanos = now;
    }

    /** Whether the trace still waits for it. One that was given up early may be answered nevertheless. */
    boolean awaited() {
        return outcome == null;
    }

    @Nullable
    ProbeOutcome outcome() {
        return outcome;
    }

    void complete(ProbeOutcome value) {
        outcome = value;
    }

    void duplicate() {
        duplicates++;
    }

    /** Only of a completed probe. */
    ProbeResult result() {
        ProbeOutcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("probe without outcome");
        }
        return new ProbeResultRecord(hop.ttl, sequence, flow, known, duplicates, reordered());
    }

    /** RFC 4737 section 3.3: one that left later was here before. */
    private boolean reordered() {
        if (!(outcome instanceof Answer mine)) {
            return false;
        }
        for (int i = sequence + 1; i < hop.probes.size(); i++) {
            ProbeState later = hop.probes.get(i);
            if (later.outcome instanceof Answer other && later.arrival(other) - arrival(mine) < 0) {
                return true;
            }
        }
        return false;
    }

    private long arrival(Answer answer) {
        return sentNanos + answer.reception().rtt().toNanos();
    }

    /** The same answer, marked as come after the probe was given up. */
    static Answer late(Answer answer) {
        Reception r = answer.reception();
        Reception late = new ReceptionRecord(
                r.address(),
                r.rtt(),
                r.timestampSource(),
                r.replyTtl(),
                r.icmpType(),
                r.icmpCode(),
                true,
                r.identification());
        if (answer instanceof ProbeOutcome.EchoReply) {
            return new EchoReplyRecord(late);
        } else if (answer instanceof ProbeOutcome.TimeExceeded exceeded) {
            return new TimeExceededRecord(late, exceeded.quoted(), exceeded.extensions());
        } else if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return new UnreachableRecord(
                    late, unreachable.reason(), unreachable.nextMtu(), unreachable.quoted(), unreachable.extensions());
        } else if (answer instanceof ProbeOutcome.TcpSynAck) {
            return new TcpSynAckRecord(late);
        } else if (answer instanceof ProbeOutcome.TcpReset) {
            return new TcpResetRecord(late);
        }
        return new UdpReplyRecord(late);
    }
}
