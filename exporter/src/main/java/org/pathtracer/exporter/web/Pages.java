// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.pathtracer.exporter.metric.Metrics;

/** What the pages show. Called from the server's threads. */
public interface Pages {
    /** Returns all metrics: those of targets, and the others of their registry. */
    Metrics metrics();

    /**
     * Measures one target once.
     *
     * @return its metrics, after this time at the latest
     * @throws org.pathtracer.InvalidRequestException if there is no such module, or it can't have such a target
     */
    CompletableFuture<Metrics> probe(String target, String module, Duration longest);

    /** Returns whether targets are measured. */
    boolean ready();

    /**
     * Reads the configuration anew.
     *
     * @throws org.pathtracer.InvalidRequestException with all that is wrong with it; then all stays as it was
     */
    void reload();
}
