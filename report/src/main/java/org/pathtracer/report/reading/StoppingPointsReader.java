// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import org.pathtracer.multipath.StoppingPoints;

/** Reads a table of stopping points; docs/schema/stopping-points-1.json describes it. */
final class StoppingPointsReader {
    private StoppingPointsReader() {}

    /** All of it follows from the confidence. */
    static StoppingPoints of(JsonObject json) {
        return StoppingPoints.of(json.number("confidence"));
    }
}
