// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.pathtracer.enrich.IpPrefix;

/**
 * A block of addresses.
 *
 * @param high the first 64 bits of an IPv6 prefix; the 32 of an IPv4 one, on the left
 * @param low the last 64 bits of an IPv6 prefix
 * @param length 0 to 32 or 128
 * @param ipv6 which family
 */
public record Prefix(long high, long low, int length, boolean ipv6) {
    private static final Pattern LITERAL =
            Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int MAPPED_BYTES = 12;

    /** Clears the bits beyond the length. */
    public Prefix {
        if (length < 0 || length > (ipv6 ? 128 : 32)) {
            throw new IllegalArgumentException("a prefix length of " + length);
        }
        high &= mask(length);
        low &= mask(length - Long.SIZE);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** The prefix of a length that an address is in. */
    public static Prefix of(InetAddress address, int length) {
        byte[] bytes = unmapped(address).getAddress();
        boolean ipv6 = bytes.length > 4;
        return ipv6
                ? new Prefix(number(bytes, 0, 8), number(bytes, 8, 8), length, true)
                : new Prefix(number(bytes, 0, 4) << 32, 0, length, false);
    }

    /** An address alone. */
    public static Prefix of(InetAddress address) {
        return of(address, unmapped(address) instanceof Inet6Address ? 128 : 32);
    }

    /** A prefix of the API. */
    public static Prefix of(IpPrefix prefix) {
        return of(prefix.address(), prefix.length());
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    /**
     * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address without a length is a prefix of its own.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(literal).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a prefix like 192.0.2.0/24");
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            return slash < 0 ? of(address) : of(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a prefix like 192.0.2.0/24", e);
        }
    }

    /** The IPv4 address in an IPv6 one, if it is such; without a zone in any case. */
    public static InetAddress unmapped(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address;
        }
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == 16 && bytes[10] == -1 && bytes[11] == -1 && zeros(bytes);
        try {
            return InetAddress.getByAddress(mapped ? Arrays.copyOfRange(bytes, MAPPED_BYTES, bytes.length) : bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean zeros(byte[] bytes) {
        for (int i = 0; i < MAPPED_BYTES - 2; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address is in it. */
    public boolean contains(InetAddress address) {
        return contains(of(address));
    }

    /** Whether a prefix, as a whole, is in it. */
    public boolean contains(Prefix other) {
        return other.ipv6 == ipv6
                && other.length >= length
                && (other.high & mask(length)) == high
                && (other.low & mask(length - Long.SIZE)) == low;
    }

    /** The shorter prefix that it is in. */
    Prefix cut(int shorter) {
        return new Prefix(high, low, shorter, ipv6);
    }

    /** As the API has it. */
    public IpPrefix toApi() {
        byte[] bytes = new byte[ipv6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            long part = i < Long.BYTES ? high : low;
            bytes[i] = (byte) (part >> (56 - i % Long.BYTES * Byte.SIZE));
        }
        try {
            return new IpPrefix(InetAddress.getByAddress(bytes), length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
