// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pathtracer.multipath.StoppingPoints;
import org.pathtracer.report.json.StoppingPointsJson;

/**
 * The table of numbers behind a confidence.
 *
 * @since 0.1.0
 */
public final class StoppingPointsText {
    private StoppingPointsText() {}

    public static List<String> lines(StoppingPoints points) {
        List<String> lines = new ArrayList<>();
        lines.add("a balancer's successors are missed with a risk of at most " + percent(points.risk()));
        lines.add("known  stop after  exact risk if there are no more");
        for (int known : StoppingPointsJson.rows()) {
            lines.add(String.format(
                    Locale.ROOT, "%5d  %10d  %s", known, points.flows(known), percent(points.failure(known))));
        }
        return lines;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * share);
    }
}
