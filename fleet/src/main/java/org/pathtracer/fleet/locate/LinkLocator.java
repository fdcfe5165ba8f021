// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.List;
import java.util.OptionalLong;
import org.pathtracer.InvalidRequestException;

/**
 * Finds the link that explains the loss of many paths: greedy maximum likelihood over the links that paths share. Paths
 * without loss count as much as those with it.
 *
 * @since 0.1.0
 */
public final class LinkLocator {
    /** Probes that would not show more loss than this on most links are too few to call anything healthy. */
    static final double COARSE = 0.25;

    private static final double FINE = 0.05;
    private static final double LINKS_SEEN = 0.9;
    private static final long MOST_TIMES = 100;
    /** The ratio of two probabilities that lets one be stated at 0.9. */
    private static final double CLEAR = 9;

    private LinkLocator() {}

    /**
     * Says where packets are lost.
     *
     * @param paths in any order; each pair of places may have several
     * @throws InvalidRequestException if no packet was sent
     */
    public static Location locate(List<PathLoss> paths) {
        List<PathLoss> measured =
                PathLoss.together(paths.stream().filter(path -> path.sent() > 0).toList());
        if (measured.isEmpty()) {
            throw new InvalidRequestException("without a packet on any path, nothing can be said of links");
        }
        Counts counts = new Counts(measured);
        List<Candidate> candidates = Candidate.of(measured);
        Search search = Search.run(counts, candidates);
        List<LocatedFault> faults = search.faults();
        double visible = visibleLoss(counts, candidates, search);
        if (faults.stream().anyMatch(LocatedFault::isStated)) {
            return new Location(Location.Verdict.LOCATED, faults, visible, OptionalLong.empty());
        } else if (!faults.isEmpty()) {
            return more(faults, visible, timesToTellApart(faults.get(0)));
        } else if (search.isSuspicious()) {
            return more(faults, visible, 1 / search.partOfPrice());
        } else if (visible > COARSE) {
            return more(faults, visible, visible / FINE);
        }
        return new Location(Location.Verdict.NOTHING, faults, visible, OptionalLong.empty());
    }

    private static Location more(List<LocatedFault> faults, double visible, double times) {
        long rounded = (long) Math.ceil(Math.min(MOST_TIMES, Math.max(2, times)));
        return new Location(Location.Verdict.MORE_PROBES, faults, visible, OptionalLong.of(rounded));
    }

    /** The logarithm of the ratio of two probabilities grows with the number of probes. */
    private static double timesToTellApart(LocatedFault fault) {
        double second = fault.runnersUp().isEmpty()
                ? 1 - fault.suspect().probability()
                : fault.runnersUp().get(0).probability();
        return Math.log(CLEAR) / Math.max(1e-3, Math.log(fault.suspect().probability() / second));
    }

    private static double visibleLoss(Counts counts, List<Candidate> candidates, Search search) {
        double[] visible = candidates.stream()
                .filter(one -> !one.links().isEmpty())
                .mapToDouble(one -> visible(counts, counts.sent(one.paths()), search))
                .sorted()
                .toArray();
        return visible[(int) Math.min(visible.length - 1, LINKS_SEEN * visible.length)];
    }

    /** Returns the loss whose expected gain in likelihood pays the price. */
    private static double visible(Counts counts, long crossing, Search search) {
        double low = search.background();
        double high = 1;
        while (high - low > 1e-4) {
            double middle = (low + high) / 2;
            if (gain(middle, crossing, counts.sent(), search.background()) / search.dispersion() > search.price()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Twice what a fault gains over the explanation that all paths lose alike. */
    private static double gain(double loss, long crossing, long sent, double background) {
        double alike = (loss * crossing + background * (sent - crossing)) / sent;
        return 2 * (crossing * divergence(loss, alike) + (sent - crossing) * divergence(background, alike));
    }

    /** Of two rates, by Kullback and Leibler. */
    private static double divergence(double rate, double other) {
        double lost = rate * Math.log(rate / other);
        return rate >= 1 ? lost : lost + (1 - rate) * Math.log((1 - rate) / (1 - other));
    }
}
