// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pathtracer.core.cache.CacheBenchmark;
import org.pathtracer.core.enrich.PathBenchmark;

/** What it costs on one thread to look up what is known, and to enrich a path with it, by JMH. */
final class LookupCost implements Main.Comparison {
    private static final double PATH_BOUND_MICROS = 50;

    @Override
    public void run(Report report) throws Exception {
        RunResult names = run(CacheBenchmark.class);
        report.told(
                "host names got from a cache of 8192",
                String.format(
                        Locale.ROOT,
                        "%,.0f a millisecond on one core",
                        names.getPrimaryResult().getScore()),
                "",
                error(names, "%,.0f"));
        RunResult path = run(PathBenchmark.class);
        double micros = path.getPrimaryResult().getScore();
        report.judged(
                "a path of 15 hops enriched with names, networks and their names, all known",
                String.format(Locale.ROOT, "%.1f us on one core", micros),
                "",
                error(path, "%.1f us"),
                "<= 50 us",
                micros <= PATH_BOUND_MICROS);
    }

    private static String error(RunResult result, String format) {
        return "error "
                + String.format(Locale.ROOT, format, result.getPrimaryResult().getScoreError());
    }

    private static RunResult run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
    }
}
