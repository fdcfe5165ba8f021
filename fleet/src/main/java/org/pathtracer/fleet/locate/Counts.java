// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import java.util.Arrays;
import java.util.List;

/** What was sent and lost on each path. */
final class Counts {
    private final long[] sent;
    private final long[] lost;
    private final long allSent;
    private final long allLost;

    Counts(List<PathLoss> paths) {
        sent = paths.stream().mapToLong(PathLoss::sent).toArray();
        lost = paths.stream().mapToLong(PathLoss::lost).toArray();
        allSent = Arrays.stream(sent).sum();
        allLost = Arrays.stream(lost).sum();
    }

    int size() {
        return sent.length;
    }

    long sent() {
        return allSent;
    }

    long sent(int path) {
        return sent[path];
    }

    long lost(int path) {
        return lost[path];
    }

    long sent(int[] paths) {
        return Arrays.stream(paths).mapToLong(path -> sent[path]).sum();
    }

    long lost(int[] paths) {
        return Arrays.stream(paths).mapToLong(path -> lost[path]).sum();
    }

    double share() {
        return (double) allLost / allSent;
    }

    double share(int[] paths) {
        return (double) lost(paths) / sent(paths);
    }

    /** Returns the logarithm of how likely the counts of a path are, relative to what would explain them best. */
    double logRatio(int path, double survival) {
        long arrived = sent[path] - lost[path];
        double ratio = arrived == 0 ? 0 : arrived * Math.log(survival * sent[path] / arrived);
        return lost[path] == 0 ? ratio : ratio + lost[path] * Math.log((1 - survival) * sent[path] / lost[path]);
    }
}
