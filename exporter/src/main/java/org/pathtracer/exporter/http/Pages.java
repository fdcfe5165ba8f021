// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.http;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.exporter.run.Probed;

/** What is served. Called on threads of the server; must not wait. */
public interface Pages {
    /** Returns the figures of this moment. */
    MetricSnapshots metrics();

    /** Returns whether there is a configuration. */
    boolean ready();

    /** Reads the configuration again; returns what is wrong with it, and nothing if it is used. May wait. */
    String reload();

    /**
     * Measures a target.
     *
     * @throws RefusedException if that is not to be
     */
    CompletableFuture<Probed> probe(String target, String module, Duration longest);
}
