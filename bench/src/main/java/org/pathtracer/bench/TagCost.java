// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pathtracer.core.engine.TagBenchmark;

/** Nanoseconds for the keyed tag of a probe, by JMH. */
final class TagCost implements Main.Comparison {
    private static final double BOUND_NANOS = 200;

    @Override
    public void run(Report report) throws Exception {
        var options = new OptionsBuilder()
                .include(TagBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            double nanos = result.getPrimaryResult().getScore();
            String what = "%s, %s"
                    .formatted(
                            result.getPrimaryResult().getLabel(),
                            result.getParams().getParam("destination"));
            report.judged(
                    what,
                    String.format(Locale.ROOT, "%.1f ns", nanos),
                    "",
                    String.format(
                            Locale.ROOT,
                            "error %.1f ns",
                            result.getPrimaryResult().getScoreError()),
                    "< 200 ns",
                    nanos < BOUND_NANOS);
        }
    }
}
