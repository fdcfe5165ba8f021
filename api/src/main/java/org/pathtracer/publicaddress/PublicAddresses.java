// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Asks servers outside for this host's address; nobody is asked but by these calls. Thread-safe. What was found out is
 * kept for the same request until {@link org.pathtracer.PathTracer#networkChanged}, and tells the segments of later
 * traces which network the access provider's is.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PublicAddresses {
    /**
     * Asks server after server until one tells the address, and waits for it. Interrupting the thread cancels it.
     *
     * @throws org.pathtracer.OperationCancelledException if the thread was interrupted
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    PublicAddressResult find(PublicAddressRequest request);

    /**
     * The same, but returns at once; never blocks. The future is completed on the tracer's callback executor;
     * cancelling it ends the search.
     *
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    CompletableFuture<PublicAddressResult> start(PublicAddressRequest request);
}
