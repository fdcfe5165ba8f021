// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weighs the explanations of one fault against each other, given the other faults. */
final class Ranking {
    private static final int MOST_RUNNERS_UP = 3;
    private static final double LEAST_PROBABILITY = 0.01;

    private static final int WELL_LOOKED_AT = 24;

    private record Entry(Candidate candidate, double score, double loss) {}

    private final Counts counts;
    private final List<Entry> entries = new ArrayList<>();

    Ranking(Counts counts, List<Candidate> candidates, List<Candidate> given, double dispersion) {
        this.counts = counts;
        for (Candidate one : likely(candidates, given)) {
            List<Candidate> all = new ArrayList<>(given);
            all.add(one);
            Fit fit = new Fit(counts, all, Fit.SOME_OTHERS);
            if (fit.rate(given.size()) <= fit.background() && !entries.isEmpty()) {
                continue; // explains nothing
            }
            double score = fit.logLikelihood() / dispersion + Math.log(one.weight());
            entries.add(new Entry(one, score, fit.rate(given.size())));
        }
        entries.sort(Comparator.comparingDouble(Entry::score).reversed());
    }

    /** A whole fit takes long, so only those have one that a quick look does not rule out. */
    private List<Candidate> likely(List<Candidate> candidates, List<Candidate> given) {
        Fit fit = new Fit(counts, given, Fit.SOME_OTHERS);
        Map<Candidate, Double> gains = new HashMap<>();
        candidates.stream().filter(one -> !given.contains(one)).forEach(one -> gains.put(one, fit.gain(one)));
        return candidates.stream()
                .filter(gains::containsKey)
                .sorted(Comparator.comparingDouble((Candidate one) -> -gains.getOrDefault(one, 0.0)))
                .limit(WELL_LOOKED_AT)
                .toList();
    }

    Candidate best() {
        return entries.get(0).candidate();
    }

    LocatedFault fault() {
        double best = entries.get(0).score();
        double sum = entries.stream()
                .mapToDouble(entry -> Math.exp(entry.score() - best))
                .sum();
        List<Suspect> suspects = new ArrayList<>();
        for (Entry entry : entries) {
            Suspect one = suspect(entry, Math.exp(entry.score() - best) / sum);
            if (!suspects.isEmpty() && suspects.get(0).takes(one)) {
                suspects.set(0, suspects.get(0).with(one));
            } else {
                suspects.add(one);
            }
        }
        List<Suspect> runnersUp = suspects.stream()
                .skip(1)
                .limit(MOST_RUNNERS_UP)
                .filter(suspect -> suspect.probability() >= LEAST_PROBABILITY)
                .toList();
        return new LocatedFault(suspects.get(0), runnersUp);
    }

    private Suspect suspect(Entry entry, double probability) {
        int[] paths = entry.candidate().paths();
        int lossy = 0;
        for (int path : paths) {
            lossy += counts.lost(path) > 0 ? 1 : 0;
        }
        return new Suspect(
                entry.candidate().links(),
                entry.candidate().places(),
                probability,
                entry.loss(),
                new Suspect.Crossing(paths.length, lossy, counts.sent(paths), counts.lost(paths)));
    }
}
