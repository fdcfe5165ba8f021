// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The plan of a chain "client - r1 - ... - rN - target", with its faults; {@link #open} builds it.
 *
 * <p>Routers count from 1. Where an option names a link by the node before it, 0 is the client.
 */
public final class Chain {
    private static final int DEFAULT_MTU = 1500;
    private static final int MAX_ROUTERS = 250;
    private static final int MAX_BRANCHES = 64;

    final int routers;
    final Set<Integer> silent = new HashSet<>();
    final Set<Integer> blackholes = new HashSet<>();
    final Map<Integer, Rejection> rejections = new HashMap<>();
    private final Map<Integer, Integer> widths = new HashMap<>();
    /** From the router that sends target traffic back, to the one that gets it again. */
    final Map<Integer, Integer> loops = new HashMap<>();

    private final Map<Integer, Integer> mtus = new HashMap<>();
    private Duration delay = Duration.ZERO;

    Chain(int routers) {
        require(routers >= 0 && routers <= MAX_ROUTERS, "a chain has 0 to " + MAX_ROUTERS + " routers, not " + routers);
        this.routers = routers;
    }

    /** Router {@code i} sends no ICMP errors. It forwards, and answers pings. */
    public Chain silent(int i) {
        silent.add(router(i));
        return this;
    }

    /** Router {@code i} refuses what it should forward to the target, and says so with {@code code}. */
    public Chain rejecting(int i, Rejection code) {
        rejections.put(router(i), code);
        return this;
    }

    /** Router {@code i} forwards nothing and says nothing about it; it still answers for itself. */
    public Chain blackhole(int i) {
        blackholes.add(router(i));
        return this;
    }

    /** The MTU of the link (of each parallel link) between router {@code i} and its successor, 1280 bytes or more. */
    public Chain mtu(int i, int bytes) {
        require(i >= 0 && i <= routers, "links count from 0 to " + routers + ", not " + i);
        require(bytes >= 1280 && bytes <= 65_535, "IPv6 needs an MTU of 1280 to 65535 bytes, not " + bytes);
        mtus.put(i, bytes);
        return this;
    }

    /** Router {@code j} sends what is for the target back to router {@code i}, which is nearer to the client. */
    public Chain loopBetween(int i, int j) {
        require(router(i) < router(j), "a loop leads back: name the nearer router first, not " + i + ", " + j);
        require(loops.isEmpty(), "a chain has one loop; this one has it already");
        loops.put(j, i);
        return this;
    }

    /**
     * Puts {@code width} parallel routers between router {@code i} and its successor. The kernel chooses by flow:
     * addresses, protocol and ports. Answers come back through the first of them.
     */
    public Chain ecmp(int i, int width) {
        require(
                width >= 2 && width <= MAX_BRANCHES,
                "load is shared by 2 to " + MAX_BRANCHES + " routers, not " + width);
        require(widths.values().stream().mapToInt(w -> w).sum() + width <= MAX_ROUTERS, "too many parallel routers");
        widths.put(router(i), width);
        return this;
    }

    /** The one-way delay, in each direction, of the link between the client and its neighbour. */
    public Chain delay(Duration oneWay) {
        require(!oneWay.isNegative() && !oneWay.isZero(), "a delay is positive, not " + oneWay);
        delay = oneWay;
        return this;
    }

    /**
     * Builds the network around the namespace of this JVM.
     *
     * @throws LabException with the command that failed; nothing is left behind
     * @throws IllegalStateException if another lab of this JVM is open
     */
    public Lab open() {
        return Lab.open(this);
    }

    /** How many routers are parallel after this node; 1 if none. */
    int widthAfter(int node) {
        return widths.getOrDefault(node, 1);
    }

    int mtuAfter(int node) {
        return mtus.getOrDefault(node, DEFAULT_MTU);
    }

    Duration delay() {
        return delay;
    }

    boolean isDelayed() {
        return !delay.isZero();
    }

    private int router(int i) {
        require(i >= 1 && i <= routers, "routers count from 1 to " + routers + ", not " + i);
        return i;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
