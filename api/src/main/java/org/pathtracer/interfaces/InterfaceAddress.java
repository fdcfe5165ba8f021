// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.interfaces;

import java.net.InetAddress;
import java.util.Objects;

/**
 * An address of an interface.
 *
 * @param address the address; a link-local IPv6 address has the interface as its zone
 * @param prefixLength how many leading bits name its network (0 to 32 or 128)
 * @since 0.1.0
 */
public record InterfaceAddress(InetAddress address, int prefixLength) {
    /** Takes no null. */
    public InterfaceAddress {
        Objects.requireNonNull(address, "address");
    }
}
