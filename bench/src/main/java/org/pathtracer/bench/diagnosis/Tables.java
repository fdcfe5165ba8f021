// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.pathtracer.diagnosis.Finding;

/** How often findings are true, as tables. */
final class Tables {
    private static final String HEALTHY = "HEALTHY";
    private static final String PAIR = "PAIR";
    private static final double[] BINS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99};

    private final List<Case> all;
    private final StringBuilder text = new StringBuilder();

    Tables(List<Case> all) {
        this.all = all;
    }

    String text() {
        groups();
        confusion();
        reliability();
        byKind();
        return text.toString();
    }

    private void groups() {
        line(
                "| kind | networks | right kind and place | right kind | false findings | probes, mean | most | seconds, mean | most |");
        line("|---|---|---|---|---|---|---|---|---|");
        Map<String, List<Case>> groups = new LinkedHashMap<>();
        all.forEach(one ->
                groups.computeIfAbsent(one.group(), key -> new ArrayList<>()).add(one));
        groups.forEach(this::group);
        List<Case> single = all.stream()
                .filter(one -> !one.group().equals(HEALTHY) && !one.group().equals(PAIR))
                .toList();
        if (!single.isEmpty()) {
            group("all single faults", single);
        }
        List<Case> pairs = all.stream().filter(one -> one.group().equals(PAIR)).toList();
        if (!pairs.isEmpty()) {
            line("");
            line("Pairs: both found in %s; both found and nothing false told in %s."
                    .formatted(
                            percent(pairs, one -> one.specimen().isComplete(one.diagnosis())),
                            percent(
                                    pairs,
                                    one -> one.specimen().isComplete(one.diagnosis()) && one.falseFindings() == 0)));
        }
        List<Case> healthy =
                all.stream().filter(one -> one.group().equals(HEALTHY)).toList();
        if (!healthy.isEmpty()) {
            line("");
            line("Healthy: without a finding of weight %s; within 3 s %s."
                    .formatted(percent(healthy, Case::isRight), percent(healthy, one -> one.seconds() <= 3)));
        }
        line("");
    }

    private void group(String name, List<Case> cases) {
        line("| %s | %d | %s | %s | %d | %.0f | %.0f | %.2f | %.2f |"
                .formatted(
                        name,
                        cases.size(),
                        percent(cases, Case::isRight),
                        percent(cases, Case::isRightKind),
                        cases.stream().mapToLong(Case::falseFindings).sum(),
                        mean(cases, one -> one.diagnosis().probesSent()),
                        most(cases, one -> one.diagnosis().probesSent()),
                        mean(cases, Case::seconds),
                        most(cases, Case::seconds)));
    }

    private static String percent(List<Case> cases, Predicate<Case> which) {
        return "%.1f %%".formatted(100.0 * cases.stream().filter(which).count() / cases.size());
    }

    private static double mean(List<Case> cases, ToDoubleFunction<Case> of) {
        return cases.stream().mapToDouble(of).average().orElse(0);
    }

    private static double most(List<Case> cases, ToDoubleFunction<Case> of) {
        return cases.stream().mapToDouble(of).max().orElse(0);
    }

    /** Only what differs, for the whole matrix has few entries beside its diagonal. */
    private void confusion() {
        line("Kinds found as gravest (rows: what is wrong):");
        line("");
        TreeMap<String, TreeMap<String, Integer>> rows = new TreeMap<>();
        for (Case one : all) {
            if (!one.group().equals(PAIR)) {
                String found =
                        one.gravest().map(finding -> finding.kind().name()).orElse("-");
                rows.computeIfAbsent(one.group(), key -> new TreeMap<>()).merge(found, 1, Integer::sum);
            }
        }
        rows.forEach((row, cells) -> line("  %-18s %s".formatted(row, cells)));
        line("");
    }

    private void reliability() {
        line("| stated | findings of weight | mean stated | true |");
        line("|---|---|---|---|");
        for (int bin = 0; bin < BINS.length; bin++) {
            double least = BINS[bin];
            double end = bin + 1 < BINS.length ? BINS[bin + 1] : 2;
            row("%.2f to %.2f".formatted(least, Math.min(1, end)), least, end, finding -> true);
        }
        row("0.90 to 1.00", 0.9, 2, finding -> true);
        line("");
    }

    private void byKind() {
        line("| kind found | findings of weight | mean stated | true |");
        line("|---|---|---|---|");
        all.stream()
                .flatMap(one -> one.weighty().stream())
                .map(Finding::kind)
                .distinct()
                .sorted()
                .forEach(kind -> row(kind.name(), 0, 2, finding -> finding.kind() == kind));
        line("");
    }

    private void row(String name, double least, double end, Predicate<Finding> which) {
        int count = 0;
        int right = 0;
        double stated = 0;
        for (Case one : all) {
            for (Finding finding : one.weighty()) {
                if (finding.probability() >= least && finding.probability() < end && which.test(finding)) {
                    count++;
                    right += one.isTrue(finding) ? 1 : 0;
                    stated += finding.probability();
                }
            }
        }
        if (count > 0) {
            line("| %s | %d | %.3f | %.3f |".formatted(name, count, stated / count, (double) right / count));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
