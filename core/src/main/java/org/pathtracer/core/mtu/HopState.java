// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.mtu;

import java.net.InetAddress;
import java.util.Optional;

/** What is known of one TTL: whether large and small packets get so far. */
final class HopState {
    /** Who let a large packet's TTL end here; so it got here. */
    Optional<InetAddress> reachedBy = Optional.empty();
    /** Who said of a large packet with this TTL that it is too big; so it did not get here. */
    Optional<InetAddress> refusedBy = Optional.empty();
    /** Who answered a small packet, at this TTL or beyond. */
    Optional<InetAddress> alive = Optional.empty();

    int largeSent;
    int smallSent;
}
