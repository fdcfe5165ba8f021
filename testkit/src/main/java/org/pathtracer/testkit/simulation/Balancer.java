// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.pathtracer.testkit.topology.Balancing;

/**
 * Chooses among next hops.
 *
 * @since 0.1.0
 */
public final class Balancer {
    private final long seed;

    Balancer(long seed) {
        this.seed = seed;
    }

    Passage choose(Site site, List<Passage> ways, Packet packet, SplittableRandom random) {
        if (ways.size() == 1) {
            return ways.get(0);
        }
        int total = 0;
        for (Passage way : ways) {
            total += way.weight;
        }
        Balancing balancing = site.node.handling().balancing();
        int left = balancing.random()
                ? random.nextInt(total)
                : (int) Long.remainderUnsigned(hash(site, balancing, packet), total);
        int i = 0;
        while (left >= ways.get(i).weight) {
            left -= ways.get(i).weight;
            i++;
        }
        return ways.get(i);
    }

    /** Which of several return paths an answer takes: by the flow of what it answers. */
    List<Passage> chooseReturn(Site site, Packet packet, SplittableRandom random) {
        List<List<Passage>> paths = site.returnPaths;
        if (paths.size() == 1) {
            return paths.get(0);
        }
        Balancing balancing = site.node.handling().balancing();
        return paths.get(
                balancing.random()
                        ? random.nextInt(paths.size())
                        : (int) Long.remainderUnsigned(hash(site, balancing, packet), paths.size()));
    }

    private long hash(Site site, Balancing balancing, Packet packet) {
        // Every router has a key of its own, else one behind the other would always choose alike.
        long hash = mix(seed, site.index);
        for (Balancing.Field field : Balancing.Field.values()) {
            if (balancing.fields().contains(field)) {
                hash = mix(hash, value(field, packet));
            }
        }
        return hash;
    }

    private static long value(Balancing.Field field, Packet packet) {
        return switch (field) {
            case SOURCE -> address(packet.source);
            case DESTINATION -> address(packet.destination);
            case PROTOCOL -> packet.protocol;
            case PORTS -> packet.firstWord();
            case TRAFFIC_CLASS -> packet.trafficClass;
            case FLOW_LABEL -> packet.flowLabel;
        };
    }

    private static long address(InetAddress address) {
        long hash = 0;
        for (byte b : address.getAddress()) {
            hash = hash * 0x100000001b3L + b;
        }
        return hash;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over two values. */
    public static long mix(long a, long b) {
        long z = a * 0x9e3779b97f4a7c15L + b + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
