// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.dns;

import java.util.concurrent.CompletableFuture;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Asks name servers, see {@link org.pathtracer.PathTracer#dns()}. Thread-safe. Nothing is cached here. At most 256
 * queries are on their way at a time, further ones wait in turn.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Dns {
    /** {@link #query(DnsQuery)} of the system's name servers, with all defaults. */
    default DnsAnswer query(RecordType type, String name) {
        return query(DnsQuery.of(type, name).build());
    }

    /**
     * Asks, and waits for the answer. Interrupting the thread cancels the query.
     *
     * @throws IllegalArgumentException if the name is invalid, before anything is sent
     * @throws org.pathtracer.NoDnsAnswerException if no server gave a usable answer before the deadline
     * @throws org.pathtracer.OperationCancelledException if the thread was interrupted
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    DnsAnswer query(DnsQuery query);

    /**
     * Asks, and returns at once; never blocks. What goes wrong comes through the future, which is completed on the
     * tracer's callback executor. Cancelling it ends the query.
     *
     * @throws org.pathtracer.TracerClosedException if the tracer is closed
     */
    CompletableFuture<DnsAnswer> start(DnsQuery query);
}
