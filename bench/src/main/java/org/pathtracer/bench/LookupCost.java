// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pathtracer.core.cache.CacheBenchmark;

/** Look-ups of known names per millisecond on one thread, by JMH. */
final class LookupCost implements Main.Comparison {
    @Override
    public void run(Report report) throws Exception {
        var options = new OptionsBuilder()
                .include(CacheBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            double perMilli = result.getPrimaryResult().getScore();
            report.told(
                    "host names got from a cache of 8192",
                    String.format(Locale.ROOT, "%,.0f a millisecond on one core", perMilli),
                    "",
                    String.format(
                            Locale.ROOT,
                            "error %,.0f",
                            result.getPrimaryResult().getScoreError()));
        }
    }
}
