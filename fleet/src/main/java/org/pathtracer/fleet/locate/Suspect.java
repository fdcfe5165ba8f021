// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Links that explain loss, and that the measured paths can't tell apart: the same paths cross all of them, or nearly
 * the same and the links are next to each other. Immutable.
 *
 * @since 0.1.0
 */
public final class Suspect {
    private static final double CLEAR = 0.95;
    private static final double LEAST = 0.02;

    private final List<Link> links;
    private final List<String> places;
    private final double probability;
    private final double loss;
    private final Crossing crossing;

    /** What was counted on the paths that cross it. */
    record Crossing(int paths, int lossy, long sent, long lost) {}

    Suspect(List<Link> links, List<String> places, double probability, double loss, Crossing crossing) {
        this.links = List.copyOf(links);
        this.places = List.copyOf(places);
        this.probability = probability;
        this.loss = loss;
        this.crossing = crossing;
    }

    /**
     * Returns whether another suspect is the other direction of this one, or the place next to it. Nearly the same
     * paths cross both: what tells them apart may be a single trace that is wrong.
     */
    boolean takes(Suspect other) {
        return probability < CLEAR
                && other.probability >= LEAST
                && links.stream().anyMatch(link -> other.links.stream().anyMatch(link::isNearlySame));
    }

    Suspect with(Suspect other) {
        List<Link> both = new ArrayList<>(links);
        both.addAll(other.links);
        return new Suspect(both, List.of(), probability + other.probability, loss, crossing);
    }

    /**
     * Returns the links, of which one is meant. Consecutive ones are joined. Empty if the loss is on one pair of places
     * only, and on no link that this pair has for itself: what loses packets then shows in no trace.
     */
    public List<Link> links() {
        return links;
    }

    /** Returns the two places between which the loss is, if there are no links; otherwise nothing. */
    public List<String> places() {
        return places;
    }

    /** Returns how probable it is that these links are meant, and none of the other ones (0 to 1). */
    public double probability() {
        return probability;
    }

    /** Returns the share of packets that it loses (0 to 1), as estimated from all paths that cross it. */
    public double loss() {
        return loss;
    }

    /** Returns the number of measured paths that cross it; a pair that measures in both directions is one. */
    public int paths() {
        return crossing.paths();
    }

    /** Returns the number of those that lost packets. */
    public int lossyPaths() {
        return crossing.lossy();
    }

    /** Returns the number of packets that crossed it, or would have. */
    public long sent() {
        return crossing.sent();
    }

    /** Returns the number of those that were lost, there or elsewhere. */
    public long lost() {
        return crossing.lost();
    }

    /** Returns where it is, in words. */
    public String where() {
        return links.isEmpty()
                ? "between %s, on a part that no trace shows".formatted(String.join(" and ", places))
                : links.stream().map(Link::toString).collect(Collectors.joining(", or "));
    }

    @Override
    public String toString() {
        return "%s: %.1f %% lost (%.0f %%)".formatted(where(), 100 * loss, 100 * probability);
    }
}
