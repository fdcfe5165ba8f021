// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.json;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.pathtracer.multipath.StoppingPoints;

/**
 * The numbers behind a confidence, for programs; docs/schema/stopping-points-1.json describes it.
 *
 * @since 0.1.0
 */
public final class StoppingPointsJson {
    private static final int ROWS = 32;

    private StoppingPointsJson() {}

    public static String of(StoppingPoints points, RunFacts facts, boolean compact) {
        JsonDocument document = new JsonDocument(compact);
        return document.write(() -> {
            members(document, points);
            facts.members(document);
        });
    }

    private static void members(JsonDocument json, StoppingPoints points) throws IOException {
        json.string("schema", "pathtracer/stopping-points/1");
        json.number("confidence", OptionalDouble.of(1 - points.risk()));
        json.ratio("risk", points.risk());
        json.array(
                "points",
                rows(),
                known -> json.object(() -> {
                    json.number("known", known);
                    json.number("flows", points.flows(known));
                    json.ratio("risk", points.failure(known));
                }));
    }

    /** Returns the numbers of successors known that are listed. */
    public static List<Integer> rows() {
        return IntStream.rangeClosed(1, ROWS).boxed().toList();
    }
}
