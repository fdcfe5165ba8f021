// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pathtracer.multipath.StoppingPoints;

/** The table of numbers behind a confidence; docs/schema/stopping-points-1.json describes it for programs. */
final class StoppingPointsReport {
    private static final int ROWS = 32;

    private final PrintStream out;

    StoppingPointsReport(PrintStream out) {
        this.out = out;
    }

    void print(StoppingPoints points, JsonOptions json) {
        if (json.wanted()) {
            JsonDocument document = new JsonDocument(json.compact());
            document.writeTo(out, () -> members(document, points));
        } else {
            text(points);
        }
        out.flush();
    }

    private void text(StoppingPoints points) {
        out.printf(
                Locale.ROOT, "a balancer's successors are missed with a risk of at most %s%n", percent(points.risk()));
        out.println("known  stop after  exact risk if there are no more");
        for (int known : rows()) {
            out.printf(Locale.ROOT, "%5d  %10d  %s%n", known, points.flows(known), percent(points.failure(known)));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * share);
    }

    private static void members(JsonDocument json, StoppingPoints points) throws IOException {
        json.string("schema", "pathtracer/stopping-points/1");
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

    private static List<Integer> rows() {
        return IntStream.rangeClosed(1, ROWS).boxed().toList();
    }
}
