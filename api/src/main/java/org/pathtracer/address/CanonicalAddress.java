// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * The canonical text of addresses: IPv6 in the form of RFC 5952, which Java's own text is not.
 *
 * @since 0.1.0
 */
public final class CanonicalAddress {
    private static final int GROUPS = 8;
    private static final int MAPPED_ZEROS = 10;

    private CanonicalAddress() {}

    /** {@code 192.0.2.1}, {@code 2001:db8::1}, {@code ::ffff:192.0.2.1} or {@code fe80::1%eth0}. */
    public static String of(InetAddress address) {
        Objects.requireNonNull(address, "address");
        if (!(address instanceof Inet6Address ipv6)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        String text = mapped(bytes)
                ? "::ffff:%d.%d.%d.%d".formatted(bytes[12] & 0xff, bytes[13] & 0xff, bytes[14] & 0xff, bytes[15] & 0xff)
                : compressed(ByteBuffer.wrap(bytes).asShortBuffer());
        return text + ZoneName.of(ipv6);
    }

    /**
     * Returns the address of a text such as {@link #of} writes; empty if the text is not an address. A zone is kept for
     * {@link #of} only, because it may be of another host: packets to the address don't use it.
     */
    public static Optional<InetAddress> read(String text) {
        Optional<InetAddress> plain = HostText.literal(text);
        if (plain.isEmpty() || text.indexOf(':') < 0) {
            return plain;
        }
        // Java takes ::ffff:192.0.2.1 for an IPv4 address.
        byte[] bytes = plain.get() instanceof Inet4Address ipv4
                ? mapped(ipv4)
                : plain.get().getAddress();
        return Optional.of(ZoneName.address(text.indexOf('%') > 0 ? text : null, bytes));
    }

    private static byte[] mapped(Inet4Address ipv4) {
        byte[] bytes = new byte[2 * GROUPS];
        bytes[MAPPED_ZEROS] = -1;
        bytes[MAPPED_ZEROS + 1] = -1;
        System.arraycopy(ipv4.getAddress(), 0, bytes, MAPPED_ZEROS + 2, ipv4.getAddress().length);
        return bytes;
    }

    /** RFC 5952 section 5: an address with an IPv4 address in it is written so that one sees that. */
    private static boolean mapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_ZEROS; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    /** RFC 5952 section 4.2: "::" for the first of the longest runs of zeros, but not for a single one. */
    private static String compressed(ShortBuffer groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return start < 0
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
    }

    /** RFC 5952 section 4.1 and 4.3: no leading zeros, lower case. */
    private static String joined(ShortBuffer groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(Short.toUnsignedInt(groups.get(i))));
        }
        return text.toString();
    }
}
