// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.bufferbloat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.bufferbloat.Bottleneck;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.result.BottleneckRecord;
import org.pathtracer.enrich.Segment;

/**
 * Finds the hop from which on all hops answer later under load. A hop counts as delayed if its median grows by at least
 * half as much as that of the path's end; one with too few answers counts as its neighbours do. With load in both
 * directions a quarter is enough: a router that is slow both ways has two queues, and its own answers wait in one of
 * them.
 */
final class BottleneckFinder {
    /** Less is no queue worth naming, and may be chance. */
    private static final Duration SMALLEST = Duration.ofMillis(3);

    private static final int FEWEST_SAMPLES = 3;

    private BottleneckFinder() {}

    /**
     * The bottleneck.
     *
     * @param hops in the order of their TTLs, which begin with 1 and have no gaps
     */
    static Optional<Bottleneck> find(List<HopLatency> hops, LoadDirection direction) {
        Optional<Duration> end = hops.stream()
                .filter(BottleneckFinder::known)
                .reduce((first, second) -> second)
                .flatMap(HopLatency::increase)
                .filter(increase -> increase.compareTo(SMALLEST) >= 0);
        int share = direction == LoadDirection.BOTH ? 4 : 2;
        return end.map(increase -> first(hops, increase.dividedBy(share)))
                .map(delayed -> direction == LoadDirection.UP ? before(hops, delayed) : at(delayed));
    }

    /** From the end backwards, as far as delays go. */
    private static HopLatency first(List<HopLatency> hops, Duration least) {
        HopLatency first = hops.get(hops.size() - 1);
        for (int i = hops.size() - 1; i >= 0; i--) {
            HopLatency hop = hops.get(i);
            if (known(hop)) {
                if (hop.increase().orElse(Duration.ZERO).compareTo(least) < 0) {
                    break;
                }
                first = hop;
            }
        }
        return first;
    }

    private static boolean known(HopLatency hop) {
        return hop.idle().received() >= FEWEST_SAMPLES && hop.loaded().received() >= FEWEST_SAMPLES;
    }

    private static Bottleneck at(HopLatency hop) {
        return new BottleneckRecord(
                hop.ttl(), hop.address(), hop.segment(), hop.increase().orElse(Duration.ZERO), hop.ttl());
    }

    /** What goes up waits at the output of the hop before. */
    private static Bottleneck before(List<HopLatency> hops, HopLatency delayed) {
        Duration increase = delayed.increase().orElse(Duration.ZERO);
        if (delayed.ttl() == 1) {
            return new BottleneckRecord(0, Optional.empty(), Segment.LAN, increase, 1);
        }
        HopLatency hop = hops.get(delayed.ttl() - 2);
        return new BottleneckRecord(hop.ttl(), hop.address(), hop.segment(), increase, delayed.ttl());
    }
}
