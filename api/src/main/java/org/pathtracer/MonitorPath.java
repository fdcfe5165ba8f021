// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.annotation.NotForImplementation;

/**
 * A path as a monitor sees it.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface MonitorPath {
    /** Returns the TTL of the first hop (1 to 255). */
    int firstTtl();

    /** Returns the address that answers at each TTL from the first on; empty for a silent hop. */
    List<Optional<InetAddress>> hops();

    /** Returns whether the last hop is the target. */
    boolean reached();

    /**
     * Returns why nothing lies behind the last hop, by the rule of a trace: {@link StopReason#DESTINATION},
     * {@link StopReason#UNREACHABLE} or {@link StopReason#LOOP}; empty if that is not known.
     */
    Optional<StopReason> end();

    /** Returns the TTL of the last hop; one less than that of the first for a path without hops. */
    int lastTtl();

    /** Returns the responder at a TTL; empty if it is silent or beyond the ends. */
    Optional<InetAddress> at(int ttl);
}
