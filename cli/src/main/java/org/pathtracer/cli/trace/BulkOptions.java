// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.trace;

import org.jspecify.annotations.Nullable;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.cli.option.SharedOptions;
import picocli.CommandLine.Option;

/** What several traces in one command have beside the options of each. */
public final class BulkOptions {
    @Option(
            names = "--stop-set",
            description = "Of several targets, do not ask routers again that six traces have found in one place: fewer"
                    + " packets, and hops that are inferred.")
    private boolean stopSet;

    @Option(
            names = "--concurrent-traces",
            paramLabel = "N",
            description = "Most traces at the same time (default: ${bundle:default.concurrentTraces}).")
    private @Nullable Integer concurrentTraces;

    /** Whether one was given, which means nothing for one target. */
    boolean given() {
        return stopSet || concurrentTraces != null;
    }

    void applyTo(BulkTraceRequest.Builder builder) {
        SharedOptions.set(stopSet ? true : null, builder::stopSet);
        SharedOptions.set(concurrentTraces, builder::concurrentTraces);
    }
}
