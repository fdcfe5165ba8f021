// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a way between two routers or places that traces show one after the other, in this direction. Immutable.
 *
 * @since 0.1.0
 */
public final class Link {
    /** Where a way goes on of which nothing more is known. */
    static final String UNKNOWN = "...";

    private final String from;
    private final String to;
    private final List<String> via;

    Link(String from, String to, List<String> via) {
        this.from = from;
        this.to = to;
        this.via = List.copyOf(via);
    }

    /**
     * Returns where it begins: a place's name or a router's address. An address that is not unique in the internet has
     * the place behind it, such as {@code 192.168.1.1 at fra-1}.
     */
    public String from() {
        return from;
    }

    /** Returns where it ends; {@code ...} if no trace shows it. */
    public String to() {
        return to;
    }

    /** Returns what is in between: routers that the same paths cross, and {@code *} for one that did not answer. */
    public List<String> via() {
        return via;
    }

    /** Returns whether it is a place itself: its host, or what all its ways have in common. */
    public boolean isPlace() {
        return from.equals(to);
    }

    /** Returns whether another one is the other direction, or one of both is a place at which the other one ends. */
    boolean isNearlySame(Link other) {
        boolean reverse = from.equals(other.to) && to.equals(other.from);
        return reverse || isPlace() && other.endsAt(from) || other.isPlace() && endsAt(other.from);
    }

    private boolean endsAt(String place) {
        return from.equals(place) || to.equals(place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Link link && from.equals(link.from) && to.equals(link.to) && via.equals(link.via);
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, to, via);
    }

    @Override
    public String toString() {
        String between = via.isEmpty() ? "" : " (over " + String.join(", ", via) + ")";
        return isPlace() ? from + " itself" : from + " -> " + to + between;
    }
}
