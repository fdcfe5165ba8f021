// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.publicaddress;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Asks servers on the internet for this host's address. No server is asked except by these calls. Thread-safe. The
 * address is kept for the same request until {@link org.pathtracer.PathTracer#networkChanged}; later traces derive the
 * access provider's network from it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PublicAddresses {
    /** {@link #find(PublicAddressRequest)} with all defaults. */
    default PublicAddressResult find() {
        return find(PublicAddressRequest.builder().build());
    }

    /**
     * Asks server after server until one reports the address, and waits for it. Interrupting the thread cancels the
     * search.
     *
     * @throws org.pathtracer.OperationCancelledException if the thread was interrupted
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    PublicAddressResult find(PublicAddressRequest request);

    /**
     * Starts the same search and returns at once; never blocks. The future is completed on the tracer's callback
     * executor; cancelling it ends the search.
     *
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    CompletableFuture<PublicAddressResult> start(PublicAddressRequest request);
}
