// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathtracer.InvalidRequestException;

/**
 * How many packets were lost on one way, or on a way there and the way back. Immutable.
 *
 * @since 0.1.0
 */
public final class PathLoss {
    private final List<Way> ways;
    private final long sent;
    private final long lost;

    private PathLoss(List<Way> ways, long sent, long lost) {
        this.ways = ways;
        this.sent = sent;
        this.lost = lost;
        if (sent < 0 || lost < 0 || lost > sent) {
            throw new InvalidRequestException("%d of %d packets can't be lost".formatted(lost, sent));
        }
    }

    /** Of packets that were counted at both ends, so that the way back does not matter. */
    public static PathLoss oneWay(Way way, long sent, long lost) {
        return new PathLoss(List.of(way), sent, lost);
    }

    /** Of probes and their answers: a lost one may have been lost on either way. */
    public static PathLoss roundTrip(Way there, Way back, long sent, long lost) {
        if (!there.from().equals(back.to()) || !there.to().equals(back.from())) {
            throw new InvalidRequestException("the way back from %s to %s is not that of the way from %s to %s"
                    .formatted(back.from(), back.to(), there.from(), there.to()));
        }
        return new PathLoss(List.of(there, back), sent, lost);
    }

    /** Of probes and their answers, whose way back is not known. */
    public static PathLoss roundTrip(Way there, long sent, long lost) {
        return new PathLoss(List.of(there, Way.unknown(there.to(), there.from())), sent, lost);
    }

    /** Returns the ways that the packets took: one or two. */
    public List<Way> ways() {
        return ways;
    }

    /** Returns the number of packets. */
    public long sent() {
        return sent;
    }

    /** Returns the number of those that were lost. */
    public long lost() {
        return lost;
    }

    /** Returns one for those of the same ways: the figures of both ends of a pair tell of the same links. */
    static List<PathLoss> together(List<PathLoss> paths) {
        Map<Set<Way>, PathLoss> byWays = new LinkedHashMap<>();
        paths.forEach(path -> byWays.merge(Set.copyOf(path.ways), path, PathLoss::plus));
        return List.copyOf(byWays.values());
    }

    private PathLoss plus(PathLoss other) {
        return new PathLoss(ways, sent + other.sent, lost + other.lost);
    }

    @Override
    public String toString() {
        return "%d of %d lost on %s".formatted(lost, sent, ways);
    }
}
