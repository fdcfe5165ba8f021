// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Addresses as everybody writes them: IPv6 in the canonical form of RFC 5952, which Java's own text is not. */
final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    static String of(InetAddress address) {
        if (!(address instanceof Inet6Address ipv6)) {
            return address.getHostAddress();
        }
        String plain = ipv6.getHostAddress();
        int zone = plain.indexOf('%');
        return compress(groups(ipv6.getAddress())) + (zone < 0 ? "" : Printable.line(plain.substring(zone)));
    }

    /** RFC 5952 section 4.1 and 4.3: no leading zeros, lower case. */
    private static List<String> groups(byte[] bytes) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        return groups;
    }

    /** RFC 5952 section 4.2: "::" for the first of the longest runs of zeros, but not for a single one. */
    private static String compress(List<String> groups) {
        for (int length = GROUPS; length > 1; length--) {
            int start = Collections.indexOfSubList(groups, Collections.nCopies(length, "0"));
            if (start >= 0) {
                return String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + length, GROUPS));
            }
        }
        return String.join(":", groups);
    }
}
