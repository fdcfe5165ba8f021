// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.enrich;

import java.net.InetAddress;
import java.util.Objects;
import org.pathtracer.address.CanonicalAddress;

/**
 * A block of addresses.
 *
 * @param address its first one
 * @param length 0 to 32, for IPv6 to 128
 * @since 0.1.0
 */
public record IpPrefix(InetAddress address, int length) {
    /** Takes no null. */
    public IpPrefix {
        Objects.requireNonNull(address, "address");
    }

    /** {@code 192.0.2.0/24}. */
    @Override
    public String toString() {
        return CanonicalAddress.of(address) + "/" + length;
    }
}
