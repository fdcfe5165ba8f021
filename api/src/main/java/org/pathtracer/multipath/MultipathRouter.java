// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Addresses of a graph that are taken to be interfaces of one router: an inference. Addresses of which nothing was
 * found out are in no router, and may belong to one nevertheless.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MultipathRouter {
    /** Returns the addresses, two or more, in the order in which the graph has them. */
    List<InetAddress> addresses();

    /** Returns what speaks for it. */
    Set<Evidence> evidence();

    /** What speaks for it. */
    enum Evidence {
        /**
         * Their answers count IPv4 identifications together: in every round of questions the numbers of each fit
         * between those of the others (the monotonic bounds test of MIDAR, Keys et al., IEEE/ACM ToN 2013).
         */
        COMMON_COUNTER,
        /**
         * All probes bore the same MPLS labels when they arrived at either (RFC 4950). Only in addition to another
         * evidence: with segment routing the labels of all routers are the same (RFC 8660), and two may choose the same
         * by chance.
         */
        COMMON_LABELS,
        /** The router itself named the other address as that of one of its interfaces (RFC 5837). */
        INTERFACE_INFORMATION
    }
}
