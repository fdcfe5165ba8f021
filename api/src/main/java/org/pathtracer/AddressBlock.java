// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.regex.Pattern;
import org.pathtracer.address.HostText;

/**
 * The host addresses of a block in CIDR notation (RFC 4632 section 3.1), made when asked for. Left out are an IPv4
 * block's own address and its broadcast address (but for /31, RFC 3021), and an IPv6 block's own address, which is any
 * of its routers (RFC 4291 section 2.6.1).
 */
final class AddressBlock extends AbstractList<InetAddress> implements RandomAccess {
    private static final int MOST_VARYING_BITS = 20;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private final byte[] base;
    /** Where its last 32 bits are, and what they are at its beginning. */
    private final int lowAt;

    private final int low;
    private final int first;
    private final int size;

    private AddressBlock(byte[] base, int prefix) {
        this.base = base;
        int varying = base.length * Byte.SIZE - prefix;
        int all = 1 << varying;
        boolean ipv4 = base.length == Integer.BYTES;
        first = varying >= (ipv4 ? 2 : 1) ? 1 : 0;
        size = all - first - (ipv4 ? first : 0);
        lowAt = base.length - Integer.BYTES;
        low = ByteBuffer.wrap(base).getInt(lowAt) & -all;
    }

    /** Reads {@code 192.0.2.0/24}; an address within the block does as well. */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        String prefix = text.substring(slash + 1);
        byte[] address = literal(text.substring(0, slash), text);
        int bits = address.length * Byte.SIZE;
        Check.require(
                NUMBER.matcher(prefix).matches() && Integer.parseInt(prefix) <= bits,
                "%s is no block of addresses: behind the slash is a number from 0 to %d".formatted(text, bits));
        int varying = bits - Integer.parseInt(prefix);
        Check.require(
                varying <= MOST_VARYING_BITS,
                "%s has 2^%d addresses, but a block may have at most 2^%d: take /%d or a larger number"
                        .formatted(text, varying, MOST_VARYING_BITS, bits - MOST_VARYING_BITS));
        AddressBlock block = new AddressBlock(address, bits - varying);
        block.checkUnicast();
        return block;
    }

    private static byte[] literal(String address, String whole) {
        return HostText.literal(address)
                .map(InetAddress::getAddress)
                .orElseThrow(() -> new InvalidRequestException((address.indexOf(':') < 0
                                ? "%s is not a valid address with a prefix length, such as 192.0.2.0/24"
                                : "%s is neither a host name, nor an address, nor a block such as 2001:db8::/120")
                        .formatted(whole)));
    }

    /** Of all its addresses the first and the last tell whether they are those of hosts. */
    private void checkUnicast() {
        Check.unicast("target", get(0));
        Check.unicast("target", get(size - 1));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public InetAddress get(int index) {
        int last = low | first + Objects.checkIndex(index, size);
        byte[] end = {(byte) (last >>> 24), (byte) (last >>> 16), (byte) (last >>> 8), (byte) last};
        try {
            return InetAddress.getByAddress(lowAt == 0 ? end : withEnd(end));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] withEnd(byte[] end) {
        byte[] address = Arrays.copyOf(base, base.length);
        System.arraycopy(end, 0, address, lowAt, end.length);
        return address;
    }
}
