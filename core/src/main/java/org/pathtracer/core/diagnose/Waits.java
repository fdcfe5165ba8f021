// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;

/** By how much round trips exceed the shortest. */
final class Waits {
    private Waits() {}

    /** Of a hop: its echo replies and its errors are made in different ways, and so each held against their own. */
    static double[] of(PathHop hop) {
        return DoubleStream.concat(
                        Arrays.stream(excess(List.of(hop.direct))), Arrays.stream(excess(List.of(hop.expired))))
                .toArray();
    }

    /**
     * Of several flows of one kind, in milliseconds. The shortest of all is the measure, but of a flow whose own round
     * trips are alike and all longer, which goes another way, its own. The measure itself is no sample.
     */
    static double[] excess(Collection<List<PathHop.Trial>> flows) {
        double shortest = flows.stream()
                .flatMap(List::stream)
                .filter(PathHop.Trial::answered)
                .mapToDouble(PathHop.Trial::rttMillis)
                .min()
                .orElse(0);
        List<Double> all = new ArrayList<>();
        for (List<PathHop.Trial> flow : flows) {
            double[] rtts = flow.stream()
                    .filter(PathHop.Trial::answered)
                    .mapToDouble(PathHop.Trial::rttMillis)
                    .sorted()
                    .toArray();
            if (rtts.length == 0) {
                continue;
            }
            boolean longer = rtts.length > 2 && rtts[rtts.length - 1] - rtts[0] < (rtts[0] - shortest) / 2;
            double base = longer ? rtts[0] : shortest;
            for (int i = rtts[0] == base ? 1 : 0; i < rtts.length; i++) {
                all.add(rtts[i] - base);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
