// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.scripted;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathtracer.spi.Probe;

/** A chain of routers, each a millisecond of round-trip time farther than the one before, with what a test changes. */
public final class ScriptedPath implements Script {
    /** What every path of this class leads to. */
    public static final InetAddress TARGET = address(198, 51, 100, 9);

    private static final long MILLI = 1_000_000;

    private final int distance;
    private final Map<Integer, Script> changes = new HashMap<>();
    private long perHop = MILLI;

    /** The target answers at this TTL and beyond. */
    public ScriptedPath(int distance) {
        this.distance = distance;
    }

    /** The address of the router at a TTL. */
    public static InetAddress router(int ttl) {
        return address(10, 0, ttl, 1);
    }

    /** Round-trip time that each hop adds. */
    public ScriptedPath perHop(long nanos) {
        perHop = nanos;
        return this;
    }

    /** Something else happens at this TTL. */
    public ScriptedPath at(int ttl, Script change) {
        changes.put(ttl, change);
        return this;
    }

    /** No answer comes from these TTLs. */
    public ScriptedPath silentAt(int... ttls) {
        for (int ttl : ttls) {
            at(ttl, SILENCE);
        }
        return this;
    }

    /** From this TTL on there is no answer. */
    public ScriptedPath silentFrom(int first) {
        for (int ttl = first; ttl <= 255; ttl++) {
            silentAt(ttl);
        }
        return this;
    }

    /** The router at this TTL refuses to pass anything on. */
    public ScriptedPath refusedAt(int first, int code) {
        for (int ttl = first; ttl <= 255; ttl++) {
            at(ttl, (probe, number) -> List.of(Arrival.unreachable(perHop * first, router(first), code)));
        }
        return this;
    }

    /** The answers at these TTLs, from the first on, come from routers with these numbers. */
    public ScriptedPath routers(int... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            InetAddress from = router(numbers[i]);
            long rtt = perHop * (i + 1);
            at(i + 1, (probe, number) -> List.of(Arrival.exceeded(rtt, from)));
        }
        return this;
    }

    @Override
    public List<Arrival> answers(Probe probe, int number) {
        Script change = changes.get(probe.ttl());
        return change != null ? change.answers(probe, number) : List.of(usual(probe.ttl(), probe));
    }

    /** What comes from a TTL that was not changed. */
    public Arrival usual(int ttl, Probe probe) {
        return ttl >= distance
                ? Arrival.echo(perHop * distance, probe.profile().destination())
                : Arrival.exceeded(perHop * ttl, router(ttl));
    }

    /** All that comes, so many times and each a little later. */
    public static List<Arrival> repeated(Arrival arrival, int times) {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(new Arrival(arrival.delay() + i * 1000L, arrival.kind(), arrival.from(), arrival.code(), 0));
        }
        return all;
    }

    static InetAddress address(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
