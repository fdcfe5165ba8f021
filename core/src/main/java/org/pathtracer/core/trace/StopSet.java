// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.result.InferredHopRecord;
import org.pathtracer.trace.InferredHop;

/**
 * What the traces of one operation have found out about routers that they share: which router is in front of which, at
 * which TTL. This is the local stop set of Doubletree (Donnet, Raoult, Friedman and Crovella, "Efficient algorithms for
 * large-scale topology discovery", SIGMETRICS 2005), but an entry counts only when several traces agree on what is in
 * front: with one, each load balancer would be told as a single way.
 *
 * <p>Only routers that answered are in it, never silence; and what a trace inferred itself adds nothing. It grows with
 * the hops of the operation's result at most, and ends with the operation.
 */
public final class StopSet {
    /**
     * Traces that must agree. A balancer of two equal ways, each chosen by the destination, sends six the same way with
     * a probability of 1/32: as many as a multipath discovery asks at 95 % before it takes a way for the only one.
     */
    static final int ENOUGH = 6;

    private static final int TTLS = 256;

    /** A router at a TTL. */
    private record Place(int ttl, InetAddress address) {}

    /** What is in front of it. */
    private static final class Front {
        final InetAddress address;
        int traces;
        /** There are others. */
        boolean several;

        Front(InetAddress address) {
            this.address = address;
        }
    }

    private final Map<Place, Front> fronts = new HashMap<>();
    /** How many paths ended at each TTL. */
    private final int[] ends = new int[TTLS];

    private int traces;

    /** A trace that asks what it can't find here, and adds what it finds. */
    public TimedTrace trace(TraceRequest request, Setting setting) {
        return new StopSetTrace(request, setting, this);
    }

    /** How many traces may run now, so that later ones have something to find here. */
    public int concurrency() {
        return ENOUGH + 2 * traces;
    }

    /**
     * Takes a path that was traced to its end.
     *
     * @param path with the hops that were asked and those that were inferred
     */
    void add(List<? extends PathHop> path, int firstHop) {
        traces++;
        ends[firstHop + lastAnswered(path)]++;
        for (int i = 1; i < path.size(); i++) {
            if (path.get(i - 1) instanceof TtlProbes front && path.get(i) instanceof TtlProbes behind) {
                add(front, behind);
            }
        }
    }

    private static int lastAnswered(List<? extends PathHop> path) {
        int last = path.size() - 1;
        while (last > 0 && !path.get(last).answered()) {
            last--;
        }
        return last;
    }

    private void add(TtlProbes front, TtlProbes behind) {
        // A trace counts once, not with each query: these have one flow, and go the same way.
        boolean one = front.onlyRouter().isPresent() && behind.onlyRouter().isPresent();
        for (InetAddress router : behind.routers()) {
            for (InetAddress before : front.routers()) {
                Front known = fronts.computeIfAbsent(new Place(behind.ttl, router), place -> new Front(before));
                known.several |= !known.address.equals(before);
                known.traces += one ? 1 : 0;
            }
        }
    }

    /** The router in front of another one, if it is known. */
    Optional<InferredHop> inFrontOf(int ttl, InetAddress router) {
        Front known = fronts.get(new Place(ttl, router));
        return known == null || known.several || known.traces < ENOUGH
                ? Optional.empty()
                : Optional.of(new InferredHopRecord(known.address, known.traces));
    }

    /** Where a trace best begins: where half of the paths had ended. */
    int midpoint(TraceRequest request) {
        int shorter = 0;
        int ttl = request.firstHop();
        while (traces >= ENOUGH && ttl < request.maxHops() && 2 * (shorter + ends[ttl]) < traces) {
            shorter += ends[ttl++];
        }
        return ttl;
    }
}
