// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import org.pathtracer.address.CanonicalAddress;

/** Addresses in output: canonical, and harmless, as the name of a zone may be anything. */
final class AddressText {
    private AddressText() {}

    static String of(InetAddress address) {
        return Printable.line(CanonicalAddress.of(address));
    }
}
