// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.trace;

import java.net.InetAddress;
import java.util.Optional;
import org.pathtracer.Hop;

/** A hop of a path, of which it is to be seen whether the path goes on behind it. */
interface PathHop {
    /** The first responder in the order of the probes, or the router that is inferred; empty for a silent hop. */
    Optional<InetAddress> address();

    /** Whether something is there. */
    boolean answered();

    /**
     * The destination itself answered here: by what it says, not by its address, which a translator may give to
     * routers.
     */
    boolean reached(InetAddress destination);

    /** Returns whether an answer here said that there is no way on. */
    boolean unreachable();

    /** As the result tells of it. */
    Hop hop();
}
