// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.net.InetAddress;
import org.pathtracer.address.CanonicalAddress;

/**
 * Addresses in output: canonical, and harmless, as the name of a zone may be anything.
 *
 * @since 0.1.0
 */
public final class AddressText {
    private AddressText() {}

    public static String of(InetAddress address) {
        String text = CanonicalAddress.of(address);
        return text.indexOf('%') < 0 ? text : Printable.line(text);
    }
}
