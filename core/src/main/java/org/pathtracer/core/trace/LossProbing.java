// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pathtracer.core.loss.Trial;

/**
 * Further probes to hops that lost some: slow ones, which a hop that limits its ICMP messages answers, fast ones, which
 * it does not, and slow ones again; to the end of the path at the same times, to see what the path loses. The idea is
 * that of FADER (Guo and Heidemann, "Detecting ICMP Rate Limiting in the Internet", PAM 2018). As long as that does not
 * decide, more rounds follow: little loss takes many probes to be seen at two hops.
 */
final class LossProbing {
    /** Six seconds in all; half a second is the pause that many routers want between two ICMP messages. */
    private static final int SLOW = 6;

    private static final long SLOW_NANOS = 500_000_000;
    private static final int FAST = 20;
    private static final long FAST_NANOS = 5_000_000;
    /** Each of the rounds that follow takes two seconds: slow ones, then fast ones. */
    private static final int MOST_ROUNDS = 4;

    private static final int ROUND_SLOW = 16;
    private static final long ROUND_SLOW_NANOS = 120_000_000;

    /** One probe. */
    static final class LossProbe {
        final int ttl;
        final long at;
        long sentNanos;
        boolean awaited;
        boolean left;
        Optional<InetAddress> from = Optional.empty();

        LossProbe(int ttl, long at) {
            this.ttl = ttl;
            this.at = at;
            this.sentNanos = at;
        }
    }

    private final List<LossProbe> probes = new ArrayList<>();
    private final TreeSet<Integer> ttls;
    private int next;
    private int awaited;
    private int rounds;

    /**
     * A series that begins now.
     *
     * @param suspects TTLs of the hops that lost some
     * @param reference TTL of the last hop that answers
     */
    LossProbing(List<Integer> suspects, int reference, long now) {
        ttls = new TreeSet<>(suspects);
        ttls.add(reference);
        long at = series(ttls, SLOW, SLOW_NANOS, now);
        at = series(ttls, FAST, FAST_NANOS, at);
        series(ttls, SLOW, SLOW_NANOS, at + SLOW_NANOS);
        probes.sort(Comparator.comparingLong(probe -> probe.at - now));
    }

    private long series(Set<Integer> hops, int count, long interval, long from) {
        for (int i = 0; i < count; i++) {
            for (int ttl : hops) {
                probes.add(new LossProbe(ttl, from + i * interval));
            }
        }
        return from + count * interval;
    }

    /**
     * One more round from now on; false if there have been enough.
     *
     * @param behind TTLs of hops that are probed as well from now on: few answers without a loss may be luck
     */
    boolean goOn(Collection<Integer> behind, long now) {
        if (rounds == MOST_ROUNDS) {
            return false;
        }
        rounds++;
        ttls.addAll(behind);
        series(ttls, FAST, FAST_NANOS, series(ttls, ROUND_SLOW, ROUND_SLOW_NANOS, now));
        return true;
    }

    /** Hops that are probed. */
    Set<Integer> ttls() {
        return ttls;
    }

    /** The number of the next probe whose time has come; negative for none. */
    int next(long now) {
        boolean due = next < probes.size() && probes.get(next).at - now <= 0;
        if (!due) {
            return -1;
        }
        probes.get(next).awaited = true;
        awaited++;
        return next++;
    }

    LossProbe probe(int number) {
        return probes.get(number);
    }

    void sent(int number, long nanos) {
        probes.get(number).left = true;
        probes.get(number).sentNanos = nanos;
    }

    /** It was answered, or is not waited for any more. */
    void complete(int number, Optional<InetAddress> from) {
        LossProbe probe = probes.get(number);
        awaited -= probe.awaited ? 1 : 0;
        probe.awaited = false;
        probe.from = from;
    }

    boolean awaiting() {
        return awaited > 0;
    }

    boolean over() {
        return next == probes.size() && awaited == 0;
    }

    /** When the next probe will be due; never, if it is due already: then it waits for something else than time. */
    long wakeAt(long now) {
        boolean later = next < probes.size() && probes.get(next).at - now > 0;
        return later ? probes.get(next).at : Long.MAX_VALUE;
    }

    int sent() {
        return (int) probes.stream().filter(probe -> probe.left).count();
    }

    int received() {
        return (int) probes.stream().filter(probe -> probe.from.isPresent()).count();
    }

    /** Those of a TTL that left and were answered or given up. */
    List<Trial> trials(int ttl) {
        return probes.stream()
                .filter(probe -> probe.ttl == ttl && probe.left && !probe.awaited)
                .map(probe -> new Trial(probe.sentNanos, probe.from))
                .toList();
    }
}
