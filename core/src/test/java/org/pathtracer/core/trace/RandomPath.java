// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.util.List;
import java.util.SplittableRandom;
import org.pathtracer.core.scripted.Arrival;
import org.pathtracer.core.scripted.Script;
import org.pathtracer.core.scripted.ScriptedPath;
import org.pathtracer.spi.Probe;

/**
 * A path with silent hops, lost probes, duplicates, reordering, branches, perhaps a refusal or a loop. Every probe's
 * fate follows from seed, TTL and its number at that TTL, whenever it is sent.
 */
record RandomPath(long seed, boolean withShortQuotes) implements Script {
    RandomPath(long seed) {
        this(seed, false);
    }

    private static final long MILLI = 1_000_000;

    @Override
    public List<Arrival> answers(Probe probe, int number) {
        SplittableRandom path = new SplittableRandom(seed * 31);
        int distance = 3 + path.nextInt(25);
        int refusal = path.nextInt(5) == 0 ? 1 + path.nextInt(distance) : 99;
        int loop = path.nextInt(5) == 0 ? 1 + path.nextInt(distance) : 99;
        SplittableRandom hop = new SplittableRandom(seed * 1009 + probe.ttl());
        SplittableRandom one = new SplittableRandom((seed * 1009 + probe.ttl()) * 1009 + number);
        boolean silent = hop.nextInt(6) == 0 && probe.ttl() != refusal;
        if (silent || one.nextInt(8) == 0) {
            return List.of();
        }
        long delay = (1 + hop.nextInt(100)) * MILLI + one.nextLong(800 * MILLI);
        Arrival arrival = arrival(probe.ttl(), delay, distance, refusal, loop, one.nextInt(3));
        if (withShortQuotes && hop.nextInt(8) == 0) {
            return List.of(arrival.shortened());
        }
        return ScriptedPath.repeated(arrival, one.nextInt(6) == 0 ? 2 : 1);
    }

    private static Arrival arrival(int ttl, long delay, int distance, int refusal, int loop, int branch) {
        if (ttl >= refusal) {
            return Arrival.unreachable(delay, ScriptedPath.router(refusal), branch);
        } else if (ttl >= loop) {
            return Arrival.exceeded(delay, ScriptedPath.router(loop + ttl % 2));
        } else if (ttl >= distance) {
            return Arrival.echo(delay, ScriptedPath.TARGET);
        }
        return Arrival.exceeded(delay, ScriptedPath.router(ttl % 7 == 0 ? 100 + branch : ttl));
    }
}
