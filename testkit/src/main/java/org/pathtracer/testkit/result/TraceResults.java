// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pathtracer.Hop;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.EnrichmentReportRecord;
import org.pathtracer.result.HopRecord;
import org.pathtracer.result.InferredHopRecord;
import org.pathtracer.result.ProbeResultRecord;
import org.pathtracer.result.TimeoutRecord;
import org.pathtracer.result.TraceResultRecord;

/**
 * Makes the result of a trace, hop by hop.
 *
 * @since 0.1.0
 */
public final class TraceResults extends ResultBuilder<TraceResult, TraceResults> {
    private final List<Hop> hops = new ArrayList<>();

    private TraceResults(String target) {
        super(target);
    }

    /** Begins a trace to a target, as asked for. */
    public static TraceResults to(String target) {
        return new TraceResults(target);
    }

    @Override
    TraceResults self() {
        return this;
    }

    /**
     * Adds a hop at which one address answered each probe: with an echo reply if it is the address of the target, set
     * before, else with time exceeded.
     *
     * @param ttl 1 to 255
     * @param from the address that answered
     * @param rtts the round-trip time of each probe
     */
    public TraceResults hop(int ttl, String from, Duration... rtts) {
        Objects.requireNonNull(rtts, "rtts");
        InetAddress router = Literals.address(from);
        List<ProbeOutcome> outcomes = new ArrayList<>();
        for (Duration rtt : rtts) {
            outcomes.add(router.equals(address) ? Literals.echo(router, rtt) : Literals.exceeded(router, rtt));
        }
        return hop(ttl, outcomes);
    }

    /** Adds a hop at which no probe was answered. */
    public TraceResults silent(int ttl, int probes) {
        List<ProbeOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            outcomes.add(new TimeoutRecord());
        }
        return hop(ttl, outcomes);
    }

    /**
     * Adds a hop that was not probed, since traces to other targets know the router.
     *
     * @param ttl 1 to 255
     * @param router the router's address
     * @param traces how many traces know it
     */
    public TraceResults inferred(int ttl, String router, int traces) {
        hops.add(HopRecord.inferred(ttl, new InferredHopRecord(Literals.address(router), traces)));
        return this;
    }

    private TraceResults hop(int ttl, List<ProbeOutcome> outcomes) {
        List<ProbeResult> probes = new ArrayList<>();
        for (ProbeOutcome outcome : outcomes) {
            probes.add(new ProbeResultRecord(ttl, probes.size(), 0, outcome, 0));
        }
        hops.add(new HopRecord(ttl, probes));
        return this;
    }

    @Override
    public TraceResult build() {
        boolean reached = hops.stream()
                .flatMap(hop -> hop.responders().stream())
                .anyMatch(responder -> responder.address().equals(address));
        return new TraceResultRecord(
                target,
                address,
                run(
                        reached ? StopReason.DESTINATION : StopReason.MAX_HOPS,
                        hops.stream().mapToLong(Hop::sent).sum(),
                        hops.stream().mapToLong(Hop::received).sum()),
                reached,
                hops,
                AddressInfoRecord.NONE,
                EnrichmentReportRecord.NONE);
    }
}
