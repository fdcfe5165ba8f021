// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pathtracer.MonitorPath;

/**
 * The path to one target, as far as several traces agree on it. Silence shows nothing: neither a silent router nor one
 * that is asked too often, nor a probe lost, makes another path.
 */
final class PathWatch {
    /** Times {@link #changeAfter}: so often in a row a probe that is all there is at the path's end is hardly lost. */
    private static final int SILENT_ENDS = 10;

    private final int firstTtl;
    private final int changeAfter;
    private final List<Settled<InetAddress>> hops = new ArrayList<>();
    /**
     * TTL at which the target answers. Beyond, it answers as well, which is seen where the probe before it got lost.
     */
    private final Settled<Integer> end;

    private int silentEnds;

    PathWatch(int firstTtl, int changeAfter) {
        this.firstTtl = firstTtl;
        this.changeAfter = changeAfter;
        end = new Settled<>(changeAfter);
    }

    /** Takes a trace down; gives the path before, if this one confirms another. */
    Optional<MonitorPath> observe(MonitorPath trace) {
        MonitorPath before = path();
        boolean changed = trace.reached() && showsEnd(trace, before) && end.observe(trace.lastTtl());
        for (int i = 0; i < trace.hops().size(); i++) {
            if (trace.hops().get(i).isPresent()) {
                changed |= hop(i).observe(trace.hops().get(i).get());
            }
        }
        if (!changed) {
            return Optional.empty();
        }
        end.change();
        hops.forEach(Settled::change);
        if (silentEnds > 0) {
            // Silent where the target had been: nobody is known there any more.
            hops.set(before.lastTtl() - firstTtl, new Settled<>(changeAfter));
        }
        return path().equals(before) ? Optional.empty() : Optional.of(before);
    }

    /** A target that is silent where the path ended so far, and answers beyond, has in most cases lost a probe. */
    private boolean showsEnd(MonitorPath trace, MonitorPath known) {
        boolean silent = known.reached()
                && trace.lastTtl() > known.lastTtl()
                && trace.at(known.lastTtl()).isEmpty();
        silentEnds = silent ? silentEnds + 1 : 0;
        return !silent || silentEnds > SILENT_ENDS * changeAfter;
    }

    private Settled<InetAddress> hop(int index) {
        while (hops.size() <= index) {
            hops.add(new Settled<>(changeAfter));
        }
        return hops.get(index);
    }

    /** What is settled. */
    MonitorPath path() {
        Optional<Integer> last = end.smallest(Comparator.naturalOrder());
        int length = last.map(ttl -> Math.min(hops.size(), ttl - firstTtl + 1)).orElse(hops.size());
        return new MonitorPath(
                firstTtl, hops.subList(0, length).stream().map(Settled::latest).toList(), last.isPresent());
    }
}
