// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.monitor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pathtracer.MonitorPath;
import org.pathtracer.StopReason;
import org.pathtracer.result.MonitorPathRecord;

/**
 * The path to one target, as far as several traces agree on it. Silence shows nothing: neither a silent router nor one
 * that is asked too often, nor a probe lost, makes another path.
 */
final class PathWatch {
    /** Times {@link #changeAfter}: so often in a row a probe that is all there is at the path's end is hardly lost. */
    private static final int SILENT_ENDS = 10;

    /** A path's last hop, and why it is the last. */
    private record End(int ttl, StopReason reason) {}

    private final int firstTtl;
    private final int changeAfter;
    private final List<Settled<InetAddress>> hops = new ArrayList<>();
    /**
     * Where the target answers, or a router says that there is no way on. Beyond, they answer as well, which is seen
     * where the probe before it got lost.
     */
    private final Settled<End> end;

    private int silentEnds;

    PathWatch(int firstTtl, int changeAfter) {
        this.firstTtl = firstTtl;
        this.changeAfter = changeAfter;
        end = new Settled<>(changeAfter);
    }

    /** Takes a trace down; gives the path before, if this one confirms another. */
    Optional<MonitorPath> observe(MonitorPath trace) {
        MonitorPath before = path();
        boolean changed = trace.end().isPresent()
                && showsEnd(trace, before)
                && end.observe(new End(trace.lastTtl(), trace.end().get()));
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
            // Silent where the target had been: no responder is known there any more.
            hops.set(before.lastTtl() - firstTtl, new Settled<>(changeAfter));
        }
        return path().equals(before) ? Optional.empty() : Optional.of(before);
    }

    /** An end that is silent where the path ended so far, and answers beyond, has in most cases lost a probe. */
    private boolean showsEnd(MonitorPath trace, MonitorPath known) {
        boolean silent = known.end().isPresent()
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
        Optional<End> last = end.smallest(Comparator.comparingInt(End::ttl));
        int length = last.map(known -> Math.min(hops.size(), known.ttl - firstTtl + 1))
                .orElse(hops.size());
        Optional<StopReason> reason = last.map(End::reason);
        return new MonitorPathRecord(
                firstTtl,
                hops.subList(0, length).stream().map(Settled::latest).toList(),
                reason.equals(Optional.of(StopReason.DESTINATION)),
                reason);
    }
}
