// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Targets in the order in which they were named. A plain address takes 5 bytes (IPv4) or 21 (IPv6), and its object is
 * made when it is asked for, except for the first few, so that a list of a million lines is no million objects.
 */
final class TargetList extends AbstractList<Target> implements RandomAccess {
    private static final int FIRST_ROOM = 8;
    private static final int IPV6_BYTES = 16;
    /** So few are kept as they are: they take little, and some are asked for with every answer. */
    private static final int FEW = 64;

    private static final byte OTHER = 0;
    private static final byte IPV4 = 4;
    private static final byte IPV6 = 6;

    private byte[] kinds = new byte[FIRST_ROOM];
    /** An IPv4 address, or a place among those of the other kinds. */
    private int[] words = new int[FIRST_ROOM];

    private byte[] ipv6 = {};
    private int ipv6Count;
    /** Names, blocks, addresses with a zone or in a spelling of their own, and the first of all kinds. */
    private final List<Target> others = new ArrayList<>();

    private int size;

    /** Independent from now on. */
    TargetList copy() {
        TargetList copy = new TargetList();
        copy.kinds = Arrays.copyOf(kinds, size);
        copy.words = Arrays.copyOf(words, size);
        copy.ipv6 = Arrays.copyOf(ipv6, ipv6Count * IPV6_BYTES);
        copy.ipv6Count = ipv6Count;
        copy.others.addAll(others);
        copy.size = size;
        return copy;
    }

    void append(Target target) {
        if (size == words.length) {
            kinds = Arrays.copyOf(kinds, 2 * Math.max(size, FIRST_ROOM));
            words = Arrays.copyOf(words, kinds.length);
        }
        if (size >= FEW && target instanceof Target.Address literal && literal.isPlain()) {
            appendAddress(literal.address().getAddress());
        } else {
            kinds[size] = OTHER;
            words[size] = others.size();
            others.add(target);
        }
        size++;
    }

    private void appendAddress(byte[] address) {
        if (address.length == Integer.BYTES) {
            kinds[size] = IPV4;
            words[size] = ByteBuffer.wrap(address).getInt();
            return;
        }
        int end = ipv6Count * IPV6_BYTES;
        if (end == ipv6.length) {
            ipv6 = Arrays.copyOf(ipv6, 2 * Math.max(end, IPV6_BYTES));
        }
        System.arraycopy(address, 0, ipv6, end, IPV6_BYTES);
        kinds[size] = IPV6;
        words[size] = ipv6Count++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Target get(int index) {
        int word = words[Objects.checkIndex(index, size)];
        return switch (kinds[index]) {
            case IPV4 -> plain(ByteBuffer.allocate(Integer.BYTES).putInt(word).array());
            case IPV6 -> plain(Arrays.copyOfRange(ipv6, word * IPV6_BYTES, (word + 1) * IPV6_BYTES));
            default -> others.get(word);
        };
    }

    private static Target plain(byte[] address) {
        try {
            return new Target.Address(InetAddress.getByAddress(address), null, null);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
