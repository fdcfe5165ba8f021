// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;

/**
 * Echo requests as PathTracer sends them (RFC 792, RFC 4443 section 4.1):
 *
 * <pre>
 * type code checksum | identifier sequence | balance (2) tag (8) pattern ...
 * </pre>
 *
 * The balance word makes the checksum depend on the flow number alone, so that load balancers that hash the first bytes
 * behind the IP header see one flow whatever the sequence number is (Augustin et al., "Avoiding traceroute anomalies
 * with Paris traceroute", IMC 2006). The tag tells true answers from forged ones. A message too short for both has what
 * fits.
 */
public final class EchoMessage {
    static final int HEADER = 8;
    static final int BALANCE = 2;
    static final int TAG = 8;

    private static final int ICMP_ECHO_REQUEST = 8;
    private static final int ICMPV6_ECHO_REQUEST = 128;
    /** What fills the payload: bytes that count up. */
    private static final byte[] PATTERN = pattern();

    private EchoMessage() {}

    private static byte[] pattern() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** Bytes of the ICMP message in an IP packet of this size. */
    public static int length(AddressFamily family, int packetSize) {
        return packetSize - family.smallestPacket() + HEADER;
    }

    /** Bits of the tag that fit an IP packet of this size (0 to 64). */
    public static int tagBits(AddressFamily family, int packetSize) {
        return tagBits(length(family, packetSize));
    }

    /**
     * Writes an echo request.
     *
     * @param out network order; {@code length} bytes from {@code offset} are written
     * @param length bytes of the message, at least 8
     * @param identifier as it will be on the wire, also where the kernel sets it
     * @param sequence 0 to 65535
     * @param tag as many leading bits as fit are written
     * @param flow 0 to 65533
     */
    public static void write(
            ByteBuffer out,
            int offset,
            int length,
            AddressFamily family,
            int identifier,
            int sequence,
            long tag,
            int flow) {
        out.put(offset, (byte) (family == AddressFamily.IPV6 ? ICMPV6_ECHO_REQUEST : ICMP_ECHO_REQUEST));
        out.put(offset + 1, (byte) 0);
        out.putShort(offset + 2, (short) 0);
        out.putShort(offset + 4, (short) identifier);
        out.putShort(offset + 6, (short) sequence);
        int payload = offset + HEADER;
        int end = offset + length;
        for (int at = payload; at < end; at += PATTERN.length) {
            out.put(at, PATTERN, 0, Math.min(PATTERN.length, end - at));
        }
        int tagBytes = tagBits(length) / 8;
        for (int i = 0; i < tagBytes; i++) {
            out.put(payload + BALANCE + i, (byte) (tag >>> 8 * (TAG - 1 - i)));
        }
        int sum = balance(out, offset, length, flow);
        // For ICMPv6 the kernel computes the checksum, over a pseudo header that is the same for all probes of a trace.
        if (family != AddressFamily.IPV6) {
            out.putShort(offset + 2, (short) ~sum);
        }
    }

    /** Makes the sum of all words what the flow wants, where there is room for it; gives the sum. */
    private static int balance(ByteBuffer out, int offset, int length, int flow) {
        if (length < HEADER + BALANCE) {
            return InternetChecksum.sum(out, offset, length);
        }
        out.putShort(offset + HEADER, (short) 0);
        int missing = InternetChecksum.add(flow + 1, ~InternetChecksum.sum(out, offset, length) & 0xffff);
        out.putShort(offset + HEADER, (short) missing);
        return flow + 1;
    }

    /**
     * The checksum that an echo request of this flow has on the wire; empty if it has no room for the balance word, and
     * for ICMPv6, whose checksum covers addresses.
     */
    public static OptionalInt checksum(AddressFamily family, int packetSize, int flow) {
        boolean balanced = length(family, packetSize) >= HEADER + BALANCE;
        return balanced && family == AddressFamily.IPV4 ? OptionalInt.of(~(flow + 1) & 0xffff) : OptionalInt.empty();
    }

    /**
     * Reads the echo header and tag of a request or reply, or of a quoted part of one. The caller has checked for 8
     * bytes.
     */
    static EchoHeader read(ByteBuffer in, int offset, int available) {
        int bits = tagBits(available);
        long tag = 0;
        for (int i = 0; i < bits / 8; i++) {
            tag |= (in.get(offset + HEADER + BALANCE + i) & 0xffL) << 8 * (TAG - 1 - i);
        }
        return new EchoHeader(
                in.getShort(offset + 4) & 0xffff,
                in.getShort(offset + 6) & 0xffff,
                in.getShort(offset + 2) & 0xffff,
                tag,
                bits);
    }

    private static int tagBits(int length) {
        return 8 * Math.max(0, Math.min(TAG, length - HEADER - BALANCE));
    }
}
