// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What a target has of one metric: few series, so that looking through them is the quickest. Guarded by its target's.
 */
final class Row {
    private final Series target;
    private final long createdMillis;
    private Point[] points = {};

    Row(Series target, long createdMillis) {
        this.target = target;
        this.createdMillis = createdMillis;
    }

    Series target() {
        return target;
    }

    /** Returns when the first of them was made, in milliseconds since 1970. */
    long createdMillis() {
        return createdMillis;
    }

    Point[] points() {
        return points;
    }

    Point point(OwnLabels own, Supplier<Point> maker) {
        for (Point point : points) {
            if (point.own() == own) {
                return point;
            }
        }
        Point made = maker.get();
        points = Arrays.copyOf(points, points.length + 1);
        points[points.length - 1] = made;
        return made;
    }
}
