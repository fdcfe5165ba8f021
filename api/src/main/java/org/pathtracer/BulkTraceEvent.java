// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * An event of a bulk trace, published by {@link Measurement#events()}. None is dropped: there is one for each trace.
 *
 * @since 0.1.0
 */
@NotForImplementation
public sealed interface BulkTraceEvent {
    /** The targets are resolved and the transport chosen; the first probe is about to leave. */
    @NotForImplementation
    non-sealed interface Started extends BulkTraceEvent {
        /** Returns the targets, also those that can't be probed. */
        List<PingTarget> targets();

        /** Returns the protocol. */
        Protocol protocol();

        /** Returns the transport. */
        TransportChoice transport();
    }

    /** A trace ended by itself. Published in the order in which traces end. */
    @NotForImplementation
    non-sealed interface TraceCompleted extends BulkTraceEvent {
        /** Returns the target. */
        PingTarget target();

        /** Returns the path. */
        TraceResult trace();
    }
}
