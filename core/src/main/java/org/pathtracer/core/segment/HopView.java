// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.segment;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a hop shows.
 *
 * @param address that answered; empty for none
 * @param asns numbers of the autonomous systems that announce the address; empty if not known
 */
public record HopView(Optional<InetAddress> address, List<Long> asns) {
    /** A hop that did not answer. */
    public static final HopView SILENT = new HopView(Optional.empty(), List.of());

    /** Copies the list. */
    public HopView {
        asns = List.copyOf(asns);
    }
}
