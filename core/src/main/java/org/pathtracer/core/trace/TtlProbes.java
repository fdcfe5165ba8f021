// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.ProbeResult;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.HopRecord;

/** One TTL of a trace, as far as it was probed. */
final class TtlProbes implements PathHop {
    /** Fewer may be lost by chance. */
    private static final int LOST = 3;

    final int ttl;
    final List<ProbeState> probes = new ArrayList<>();

    final HopPacing pacing;
    /** No more queries are of use; settled with each outcome, and does not change in between. */
    boolean enough;

    private int awaited;
    private int silent;
    private int discounted;
    private int answeredNevertheless;
    private int answers;
    private long longestRtt;
    private long smallestRtt = Long.MAX_VALUE;
    /** What it has come to, unless something has changed since. */
    private @Nullable Hop hop;

    TtlProbes(int ttl, HopPacing pacing) {
        this.ttl = ttl;
        this.pacing = pacing;
    }

    ProbeState add(int flow, long now) {
        ProbeState probe = new ProbeState(this, probes.size(), flow, now);
        probes.add(probe);
        hop = null;
        awaited++;
        pacing.asked(now);
        return probe;
    }

    /** Probes that count as its queries. */
    int asked() {
        return probes.size() - discounted + answeredNevertheless;
    }

    /** Its probes so far, all silent, count no more: answers there may have been could not be told from others'. */
    void askAgain() {
        discounted = probes.size();
        hop = null;
    }

    void duplicate(ProbeState probe) {
        probe.duplicate();
        hop = null;
    }

    void complete(ProbeState probe, ProbeOutcome outcome) {
        hop = null;
        awaited -= probe.awaited() ? 1 : 0;
        silent -= probe.outcome() instanceof ProbeOutcome.Timeout ? 1 : 0;
        probe.complete(outcome);
        if (outcome instanceof ProbeOutcome.Answer answer) {
            answers++;
            answeredNevertheless += probe.sequence < discounted ? 1 : 0;
            // A clock may be too coarse to see it; 0 says that there was no answer.
            long rtt = Math.max(1, answer.reception().rtt().toNanos());
            longestRtt = Math.max(longestRtt, rtt);
            smallestRtt = Math.min(smallestRtt, rtt);
            pacing.answered();
        } else if (outcome instanceof ProbeOutcome.Timeout) {
            silent++;
        }
    }

    @Override
    public boolean answered() {
        return answers > 0;
    }

    boolean awaiting() {
        return awaited > 0;
    }

    /** Probes in flight. */
    int awaited() {
        return awaited;
    }

    /** When the oldest probe in flight left; only where there is one. */
    long oldestSent() {
        int oldest = 0;
        while (!probes.get(oldest).awaited()) {
            oldest++;
        }
        return probes.get(oldest).sentNanos;
    }

    /** Whether so much is lost here, and not at a hop behind that was asked as often, that it is this one's doing. */
    boolean losesMoreThan(TtlProbes behind) {
        return silent >= LOST && silent > LOST * behind.silent && behind.answers >= answers + silent;
    }

    /** Smallest round-trip time of an answer, in nanoseconds; only of a hop that has answered. */
    long smallestRtt() {
        return smallestRtt;
    }

    /** Longest round-trip time of an answer, in nanoseconds; 0 without answers. */
    long longestRtt() {
        return longestRtt;
    }

    /** The routers that answered: they said that the TTL ended there. */
    Set<InetAddress> routers() {
        Set<InetAddress> routers = new HashSet<>();
        for (ProbeState probe : probes) {
            if (probe.outcome() instanceof ProbeOutcome.TimeExceeded exceeded) {
                routers.add(exceeded.reception().address());
            }
        }
        return routers;
    }

    /** The one thing that answered, if it is a router. */
    Optional<InetAddress> onlyRouter() {
        Set<InetAddress> routers = routers();
        long others = probes.stream()
                .filter(probe -> probe.outcome() instanceof ProbeOutcome.Answer
                        && !(probe.outcome() instanceof ProbeOutcome.TimeExceeded))
                .count();
        return routers.size() == 1 && others == 0 ? routers.stream().findFirst() : Optional.empty();
    }

    @Override
    public Optional<InetAddress> address() {
        for (ProbeState probe : probes) {
            if (probe.outcome() instanceof ProbeOutcome.Answer answer) {
                return Optional.of(answer.reception().address());
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean reached(InetAddress destination) {
        // As a loop, here and below: asked with every answer.
        for (ProbeState probe : probes) {
            if (arrival(probe.outcome(), destination)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean unreachable() {
        for (ProbeState probe : probes) {
            if (probe.outcome() instanceof ProbeOutcome.Unreachable) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Hop hop() {
        Hop known = hop;
        if (known == null) {
            known = new HopRecord(ttl, results());
            hop = known;
        }
        return known;
    }

    private List<ProbeResult> results() {
        List<ProbeResult> results = new ArrayList<>(probes.size());
        for (ProbeState probe : probes) {
            if (counts(probe)) {
                results.add(probe.result());
            }
        }
        return results;
    }

    private boolean counts(ProbeState probe) {
        return probe.sequence < discounted ? probe.outcome() instanceof ProbeOutcome.Answer : !probe.awaited();
    }

    private static boolean arrival(@Nullable ProbeOutcome outcome, InetAddress destination) {
        if (outcome instanceof ProbeOutcome.Unreachable unreachable) {
            return unreachable.reason() == UnreachableReason.PORT
                    && unreachable.reception().address().equals(destination);
        }
        return outcome instanceof ProbeOutcome.Answer && !(outcome instanceof ProbeOutcome.TimeExceeded);
    }
}
