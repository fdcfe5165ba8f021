// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.multipath;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * What has changed from an earlier graph to a later one. Links are told by the addresses of their ends, so that a
 * detour which only shifts TTLs does not change them.
 *
 * @param addressesAdded in the later one only
 * @param addressesRemoved in the earlier one only
 * @param linksAdded in the later one only
 * @param linksRemoved in the earlier one only
 * @since 0.1.0
 */
public record MultipathDifference(
        List<InetAddress> addressesAdded,
        List<InetAddress> addressesRemoved,
        List<Link> linksAdded,
        List<Link> linksRemoved) {
    /** Two addresses, one behind the other. */
    public record Link(InetAddress from, InetAddress to) {
        /** Takes no null. */
        public Link {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /** Copies the lists. */
    public MultipathDifference {
        Objects.requireNonNull(addressesAdded, "addressesAdded");
        Objects.requireNonNull(addressesRemoved, "addressesRemoved");
        Objects.requireNonNull(linksAdded, "linksAdded");
        Objects.requireNonNull(linksRemoved, "linksRemoved");
        addressesAdded = List.copyOf(addressesAdded);
        addressesRemoved = List.copyOf(addressesRemoved);
        linksAdded = List.copyOf(linksAdded);
        linksRemoved = List.copyOf(linksRemoved);
    }

    /** Whether nothing has changed. */
    public boolean isEmpty() {
        return addressesAdded.isEmpty() && addressesRemoved.isEmpty() && linksAdded.isEmpty() && linksRemoved.isEmpty();
    }
}
