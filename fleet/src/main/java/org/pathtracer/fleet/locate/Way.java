// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Hop;
import org.pathtracer.TraceResult;

/**
 * The way from one place to another, in this direction, as a trace showed it. Immutable.
 *
 * @since 0.1.0
 */
public final class Way {
    private final String from;
    private final String to;
    private final List<Optional<InetAddress>> hops;
    private final boolean reached;

    private Way(String from, String to, List<Optional<InetAddress>> hops, boolean reached) {
        this.from = Objects.requireNonNull(from, "from");
        this.to = Objects.requireNonNull(to, "to");
        this.hops = List.copyOf(hops);
        this.reached = reached;
    }

    /**
     * Returns a way that ends at its destination.
     *
     * @param hops between the two places, without them; empty for a hop that did not answer
     */
    public static Way of(String from, String to, List<Optional<InetAddress>> hops) {
        return new Way(from, to, hops, true);
    }

    /** Returns a way of which only the beginning is known: nothing behind the last hop answered. */
    public static Way broken(String from, String to, List<Optional<InetAddress>> hops) {
        return new Way(from, to, hops, false);
    }

    /** Returns a way of which nothing is known but where it begins and ends. */
    public static Way unknown(String from, String to) {
        return broken(from, to, List.of());
    }

    /** Returns the way that a trace showed. A hop with several responders counts as one that did not answer. */
    public static Way of(String from, String to, TraceResult trace) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (Hop hop : trace.hops()) {
            hops.add(hop.responders().size() == 1 ? hop.address() : Optional.empty());
        }
        if (trace.reached() && !hops.isEmpty()) {
            return of(from, to, hops.subList(0, hops.size() - 1));
        }
        return broken(from, to, hops);
    }

    /** Returns the name of the place where it begins. */
    public String from() {
        return from;
    }

    /** Returns the name of the place where it ends. */
    public String to() {
        return to;
    }

    /** Returns what is between them, empty where nothing answered. */
    public List<Optional<InetAddress>> hops() {
        return hops;
    }

    /** Returns whether it is known up to the destination. */
    public boolean reached() {
        return reached;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Way way
                && from.equals(way.from)
                && to.equals(way.to)
                && hops.equals(way.hops)
                && reached == way.reached;
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, to, hops, reached);
    }

    @Override
    public String toString() {
        return from + " " + hops + " " + (reached ? to : "...");
    }
}
