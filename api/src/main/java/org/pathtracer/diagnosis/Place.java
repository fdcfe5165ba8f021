// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Where a finding is: a host (with {@link #address}), or a link (with {@link #from} and {@link #to}). Where hops
 * between are silent, the two ends are the nearest ones that answer, and the finding is somewhere between.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Place {
    /** Returns the part of the way. */
    PlaceSegment segment();

    /**
     * Returns the TTL or hop limit (1 to 255) of the hop. Of a link, returns that of its far end. Empty outside the
     * path.
     */
    OptionalInt ttl();

    /** Returns the address of the host; empty of a link, and of a host that is not known. */
    Optional<InetAddress> address();

    /** Returns the near end of the link; empty if it is this host or not known. */
    Optional<InetAddress> from();

    /** Returns the far end of the link; empty if it is not known. */
    Optional<InetAddress> to();
}
