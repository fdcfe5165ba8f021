// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.net.InetAddress;
import java.util.Optional;

/** What is known of one TTL: whether large and small packets get so far. */
final class TtlSearch {
    /** The address at which a large packet's TTL ended here; so it got here. */
    Optional<InetAddress> reachedBy = Optional.empty();
    /** The address that said of a large packet with this TTL that it is too big; so it did not get here. */
    Optional<InetAddress> refusedBy = Optional.empty();
    /** The address that answered a small packet, at this TTL or beyond. */
    Optional<InetAddress> alive = Optional.empty();

    int largeSent;
    int smallSent;
}
