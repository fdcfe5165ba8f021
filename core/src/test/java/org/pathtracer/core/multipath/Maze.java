// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network as a graph whose vertices spread flows by a hash. Vertex 0 is this host, the one without successors the
 * target. No packets, no delays: for many thousand runs.
 */
final class Maze {
    private final List<List<Integer>> successors;

    private Maze(List<List<Integer>> successors) {
        this.successors = successors;
    }

    /** Layers of which each vertex is linked with an equal part of the next layer: no edges cross. */
    static Maze layers(int... widths) {
        Builder builder = new Builder(widths);
        for (int layer = 1; layer < widths.length; layer++) {
            int from = widths[layer - 1];
            int to = widths[layer];
            for (int i = 0; i < Math.max(from, to); i++) {
                builder.link(layer - 1, i * from / Math.max(from, to), layer, i * to / Math.max(from, to));
            }
        }
        return builder.build();
    }

    /** Layers of which each vertex is linked with all of the next layer. */
    static Maze meshed(int... widths) {
        Builder builder = new Builder(widths);
        for (int layer = 1; layer < widths.length; layer++) {
            for (int i = 0; i < widths[layer - 1] * widths[layer]; i++) {
                builder.link(layer - 1, i / widths[layer], layer, i % widths[layer]);
            }
        }
        return builder.build();
    }

    /** 1-3-(4,3,2)-1: the three vertices have four, three and two successors. */
    static Maze asymmetric() {
        Builder builder = new Builder(1, 3, 9, 1);
        int[] parents = {0, 0, 0, 0, 1, 1, 1, 2, 2};
        for (int i = 0; i < 3; i++) {
            builder.link(0, 0, 1, i);
        }
        for (int i = 0; i < 9; i++) {
            builder.link(1, parents[i], 2, i).link(2, i, 3, 0);
        }
        return builder.build();
    }

    /** Two branches, of which one is a hop longer. */
    static Maze unequalLengths() {
        Maze maze = new Maze(new ArrayList<>());
        int[][] next = {{1, 2}, {3}, {4}, {4}, {5}, {}};
        for (int[] each : next) {
            maze.successors.add(Arrays.stream(each).boxed().toList());
        }
        return maze;
    }

    private static final class Builder {
        private final int[] starts;
        private final List<List<Integer>> successors = new ArrayList<>();

        Builder(int... widths) {
            starts = new int[widths.length];
            int next = 0;
            for (int i = 0; i < widths.length; i++) {
                starts[i] = next;
                next += widths[i];
            }
            for (int i = 0; i < next; i++) {
                successors.add(new ArrayList<>());
            }
        }

        Builder link(int fromLayer, int from, int toLayer, int to) {
            successors.get(starts[fromLayer] + from).add(starts[toLayer] + to);
            return this;
        }

        Maze build() {
            return new Maze(successors);
        }
    }

    InetAddress target() {
        return address(successors.size() - 1);
    }

    static InetAddress address(int vertex) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (vertex >> 8), (byte) vertex});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The vertex that a flow meets; the target also beyond it. */
    int at(int ttl, int flow, long seed) {
        int vertex = 0;
        for (int i = 0; i < ttl && !successors.get(vertex).isEmpty(); i++) {
            List<Integer> ways = successors.get(vertex);
            vertex = ways.get((int) Long.remainderUnsigned(mix(mix(seed, vertex), flow), ways.size()));
        }
        return vertex;
    }

    boolean isTarget(int vertex) {
        return successors.get(vertex).isEmpty();
    }

    /** The vertices next to this host. */
    Set<InetAddress> firstHops() {
        Set<InetAddress> hops = new HashSet<>();
        successors.get(0).forEach(vertex -> hops.add(address(vertex)));
        return hops;
    }

    /** All edges as "ttl address>address", those from this host left out. */
    Set<String> edges() {
        Set<String> edges = new TreeSet<>();
        TreeMap<Integer, Set<Integer>> reached = new TreeMap<>();
        reached.put(0, Set.of(0));
        for (int ttl = 0; reached.containsKey(ttl); ttl++) {
            for (int from : reached.get(ttl)) {
                for (int to : successors.get(from)) {
                    reached.computeIfAbsent(ttl + 1, t -> new TreeSet<>()).add(to);
                    if (ttl > 0) {
                        edges.add(edge(ttl, address(from), address(to)));
                    }
                }
            }
        }
        return edges;
    }

    static String edge(int ttl, InetAddress from, InetAddress to) {
        return ttl + " " + from.getHostAddress() + ">" + to.getHostAddress();
    }

    /** The finalizer of SplitMix64 over two values. */
    private static long mix(long a, long b) {
        long z = a * 0x9e3779b97f4a7c15L + b + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
