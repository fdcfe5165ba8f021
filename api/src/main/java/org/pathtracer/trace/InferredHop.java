// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

import java.net.InetAddress;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A router that a trace did not ask, since traces to other targets in the same operation had found it in front of the
 * next hop. It is evidence of those traces: a load balancer or a change of routes may lead this one's packets past it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface InferredHop {
    /** Returns the router's address. */
    InetAddress address();

    /**
     * Returns the number of traces that had found this router, and no other, in front of the next hop when it was
     * inferred (6 or more).
     */
    int traces();
}
