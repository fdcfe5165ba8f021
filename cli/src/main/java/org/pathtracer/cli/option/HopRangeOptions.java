// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which TTLs are probed. */
public final class HopRangeOptions {
    @Option(
            names = {"-f", "--first-hop"},
            paramLabel = "TTL",
            description = "First TTL to probe (default: ${bundle:default.firstHop}).")
    private @Nullable Integer firstHop;

    @Option(
            names = {"-m", "--max-hops"},
            paramLabel = "TTL",
            description = "Last TTL to probe (default: ${bundle:default.maxHops}).")
    private @Nullable Integer maxHops;

    public void applyTo(IntConsumer first, IntConsumer last) {
        SharedOptions.set(firstHop, first::accept);
        SharedOptions.set(maxHops, last::accept);
    }
}
