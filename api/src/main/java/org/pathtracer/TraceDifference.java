// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.Reception;
import org.pathtracer.trace.Responder;
import org.pathtracer.trace.RttShift;

/**
 * What differs between two traces to the same address, TTL by TTL; made by {@link TraceResult#differenceFrom}.
 *
 * @param address the address that both probed
 * @param reachedEarlier whether the earlier trace reached it
 * @param reachedLater whether the later trace reached it
 * @param hops the TTLs at which others answered, in their order
 * @param rttShifts responders whose round-trip times changed by more than noise, in the order of TTLs
 * @since 0.1.0
 */
public record TraceDifference(
        InetAddress address,
        boolean reachedEarlier,
        boolean reachedLater,
        List<HopDifference> hops,
        List<RttShift> rttShifts) {
    /** Copies the lists. */
    public TraceDifference {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(hops, "hops");
        Objects.requireNonNull(rttShifts, "rttShifts");
        hops = List.copyOf(hops);
        rttShifts = List.copyOf(rttShifts);
    }

    /**
     * Whether packets take another path, for certain: other routers answer at a TTL, or both traces reached the target
     * and it is at another distance. Silence proves nothing, nor do load balancers' changing choices.
     */
    public boolean pathChanged() {
        return hops.stream().anyMatch(this::provesOtherPath);
    }

    /** Whether one trace reached the target and the other didn't. */
    public boolean reachedChanged() {
        return reachedEarlier != reachedLater;
    }

    private boolean provesOtherPath(HopDifference hop) {
        return switch (hop.kind()) {
            case OTHER_RESPONDERS -> true;
            case ADDED, REMOVED -> reachedEarlier && reachedLater;
            case SOME_RESPONDERS, FELL_SILENT, ANSWERS_NOW -> false;
        };
    }

    static TraceDifference between(TraceResult earlier, TraceResult later) {
        Check.require(
                earlier.address().equals(later.address()),
                "traces to %s and to %s can't be compared: trace the same address twice"
                        .formatted(CanonicalAddress.of(earlier.address()), CanonicalAddress.of(later.address())));
        Map<Integer, Hop> before = byTtl(earlier);
        Map<Integer, Hop> after = byTtl(later);
        TreeSet<Integer> ttls = new TreeSet<>(before.keySet());
        ttls.addAll(after.keySet());
        List<HopDifference> hops = new ArrayList<>();
        List<RttShift> shifts = new ArrayList<>();
        for (int ttl : ttls) {
            Optional<Hop> old = Optional.ofNullable(before.get(ttl));
            Optional<Hop> current = Optional.ofNullable(after.get(ttl));
            HopDifference.of(ttl, old, current).ifPresent(hops::add);
            if (old.isPresent() && current.isPresent()) {
                shifts.addAll(shifts(old.get(), current.get()));
            }
        }
        return new TraceDifference(later.address(), earlier.reached(), later.reached(), hops, shifts);
    }

    private static Map<Integer, Hop> byTtl(TraceResult trace) {
        Map<Integer, Hop> hops = new TreeMap<>();
        trace.hops().forEach(hop -> hops.put(hop.ttl(), hop));
        return hops;
    }

    private static List<RttShift> shifts(Hop earlier, Hop later) {
        return later.responders().stream()
                .map(Responder::address)
                .flatMap(address ->
                        RttShift.between(later.ttl(), address, times(earlier, address), times(later, address)).stream())
                .toList();
    }

    private static List<Duration> times(Hop hop, InetAddress address) {
        return hop.probes().stream()
                .filter(probe -> probe.outcome() instanceof ProbeOutcome.Answer)
                .map(probe -> ((ProbeOutcome.Answer) probe.outcome()).reception())
                .filter(reception -> reception.address().equals(address))
                .map(Reception::rtt)
                .toList();
    }
}
