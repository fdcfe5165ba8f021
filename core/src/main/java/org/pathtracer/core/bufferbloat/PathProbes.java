// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/**
 * Which probe is due: those to the destination at an even pace, and between them those to the hops, each in its turn.
 * At first all TTLs are tried at once, to see how long the path is.
 */
final class PathProbes {
    /** TTL of probes to the destination. */
    static final int FULL_TTL = 64;

    private static final int LONGEST_PATH = 30;
    /** Whatever the length of the path, no more than 50 probes a second go to its hops. */
    private static final long SHORTEST_HOP_PAUSE = 20_000_000;

    private final InetAddress destination;
    private final boolean locate;
    private final long probeNanos;
    private final long hopNanos;
    private final @Nullable InetAddress[] responders = new InetAddress[LONGEST_PATH + 1];
    private long nextProbe;
    private long nextHop;
    private int discovery = 1;
    private int turn;
    /** The lowest TTL at which the destination answered; beyond all if it did not. */
    private int length = LONGEST_PATH + 1;

    PathProbes(BufferbloatRequest request, InetAddress destination, boolean locate, long start) {
        this.destination = destination;
        this.locate = locate;
        probeNanos = request.probeInterval().toNanos();
        hopNanos = request.hopInterval().toNanos();
        nextProbe = start;
        nextHop = start;
    }

    /** TTL of the probe that is due; 0 for one to the destination, empty for none. */
    OptionalInt due(long now) {
        if (now - nextProbe >= 0) {
            nextProbe = after(nextProbe, probeNanos, now);
            return OptionalInt.of(0);
        }
        if (!locate) {
            return OptionalInt.empty();
        }
        if (discovery <= LONGEST_PATH) {
            return OptionalInt.of(discovery++);
        }
        int hops = hops();
        if (hops == 0 || now - nextHop < 0) {
            return OptionalInt.empty();
        }
        nextHop = after(nextHop, Math.max(SHORTEST_HOP_PAUSE, hopNanos / hops), now);
        turn = turn % hops + 1;
        return OptionalInt.of(turn);
    }

    /** What was missed is not made up for. */
    private static long after(long last, long pause, long now) {
        return now - last > pause ? now + pause : last + pause;
    }

    long wakeAt() {
        return locate && hops() > 0 ? Math.min(nextProbe, nextHop) : nextProbe;
    }

    /** Takes an answer down; says whether it comes from where the probe was sent. */
    boolean answered(int ttl, ProbeOutcome.Answer answer) {
        boolean byDestination = byDestination(answer);
        if (ttl == 0) {
            return byDestination;
        }
        if (byDestination) {
            length = Math.min(length, ttl);
        } else if (responders[ttl] == null) {
            responders[ttl] = answer.reception().address();
        }
        return true;
    }

    private boolean byDestination(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return unreachable.reason() == UnreachableReason.PORT
                    && Arrays.equals(unreachable.reception().address().getAddress(), destination.getAddress());
        }
        return !(answer instanceof ProbeOutcome.TimeExceeded);
    }

    /** Hops before the destination; if it did not answer, up to the last that did. */
    int hops() {
        if (length <= LONGEST_PATH) {
            return length - 1;
        }
        int last = LONGEST_PATH;
        while (last > 0 && responders[last] == null) {
            last--;
        }
        return last;
    }

    /** TTL of the destination; empty if it did not answer a probe to a hop. */
    OptionalInt destinationTtl() {
        return length <= LONGEST_PATH ? OptionalInt.of(length) : OptionalInt.empty();
    }

    /** Returns the address that answered at a TTL. */
    Optional<InetAddress> responder(int ttl) {
        return ttl == length ? Optional.of(destination) : Optional.ofNullable(responders[ttl]);
    }
}
