// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.service;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Checks services, see {@link org.pathtracer.PathTracer#services()}. Thread-safe. What a service does wrong is a value
 * in the result. At most 256 checks run at a time, further ones wait in turn, their deadlines running.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Services {
    /**
     * Checks, and waits for the result. Interrupting the thread cancels the check.
     *
     * @throws org.pathtracer.OperationCancelledException if the thread was interrupted
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    <R extends ServiceResult> R check(ServiceCheck<R> check);

    /**
     * Checks, and returns at once; never blocks. The future is completed on the tracer's callback executor; cancelling
     * it ends the check.
     *
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    <R extends ServiceResult> CompletableFuture<R> start(ServiceCheck<R> check);
}
