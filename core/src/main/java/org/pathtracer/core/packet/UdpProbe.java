// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;

/**
 * UDP probes as PathTracer sends them. Their payload, in network order:
 *
 * <pre>
 * balance (2) id (2) tag (8) pattern ...
 * </pre>
 *
 * What does not fit a small packet is left out from the end. The balance word gives UDP header (its checksum as 0) and
 * payload, without the pseudo header, the one's complement sum {@link #key}. So the checksum on the wire tells the
 * probe's number, and a router that quotes no more than the UDP header (RFC 792) still shows it: see
 * {@link #quotedKey}.
 */
public final class UdpProbe {
    /** Bytes of the UDP header. */
    public static final int HEADER = 8;

    static final int PROTOCOL = 17;

    private static final int BALANCE = 2;
    private static final int ID = 2;
    private static final int TAG = 8;

    private UdpProbe() {}

    /** Bytes of the payload in an IP packet of this size. */
    public static int payloadLength(AddressFamily family, int packetSize) {
        return packetSize - family.smallestPacket();
    }

    /** Bits of the tag that fit an IP packet of this size (0 to 64). */
    public static int tagBits(AddressFamily family, int packetSize) {
        return tagBits(payloadLength(family, packetSize));
    }

    /** Whether an IP packet of this size has room for the probe's number. */
    public static boolean numbered(AddressFamily family, int packetSize) {
        return payloadLength(family, packetSize) >= BALANCE + ID;
    }

    /** Whether the checksum of an IP packet of this size tells the probe's number. */
    public static boolean balanced(AddressFamily family, int packetSize) {
        return payloadLength(family, packetSize) >= BALANCE;
    }

    /**
     * The sum that the balance word brings about. As one's complement numbers 0 and 65535 are the same.
     *
     * @param id 0 to 65535
     * @param secret of the transport, 0 to 65535; the key of a key is the id again
     */
    public static int key(int id, int secret) {
        return id ^ secret;
    }

    /**
     * Writes the payload.
     *
     * @param out network order; {@code length} bytes from {@code offset} are written
     * @param length bytes of the payload, from 0
     * @param id 0 to 65535
     * @param tag as many leading bits as fit are written
     * @param key what {@link #key} gives for the id
     */
    public static void writePayload(
            ByteBuffer out, int offset, int length, int sourcePort, int destinationPort, int id, long tag, int key) {
        for (int i = 0; i < length; i++) {
            out.put(offset + i, (byte) i);
        }
        if (length >= BALANCE + ID) {
            out.putShort(offset + BALANCE, (short) id);
        }
        int tagBytes = tagBits(length) / 8;
        for (int i = 0; i < tagBytes; i++) {
            out.put(offset + BALANCE + ID + i, (byte) (tag >>> 8 * (TAG - 1 - i)));
        }
        if (length >= BALANCE) {
            out.putShort(offset, (short) 0);
            int header = headerSum(sourcePort, destinationPort, HEADER + length);
            int sum = InternetChecksum.add(header, InternetChecksum.sum(out, offset, length));
            out.putShort(offset, (short) InternetChecksum.add(key, ~sum & 0xffff));
        }
    }

    /**
     * Writes the header in front of a payload that is there already.
     *
     * @param out network order; 8 bytes from {@code offset} are written
     * @param length bytes of header and payload
     * @param pseudoHeader its sum, see {@link PseudoHeader}
     */
    public static void writeHeader(
            ByteBuffer out, int offset, int length, int sourcePort, int destinationPort, int pseudoHeader) {
        out.putShort(offset, (short) sourcePort);
        out.putShort(offset + 2, (short) destinationPort);
        out.putShort(offset + 4, (short) length);
        out.putShort(offset + 6, (short) 0);
        int sum = InternetChecksum.add(InternetChecksum.sum(out, offset, length), pseudoHeader);
        out.putShort(offset + 6, (short) onWire(~sum & 0xffff));
    }

    /** The checksum that a balanced probe of this key has on the wire. */
    public static int checksum(int key, int pseudoHeader) {
        return onWire(~InternetChecksum.add(key, pseudoHeader) & 0xffff);
    }

    // RFC 768: "If the computed checksum is zero, it is transmitted as all ones".
    private static int onWire(int checksum) {
        return checksum == 0 ? 0xffff : checksum;
    }

    /**
     * The key of the probe whose checksum this is, in its smaller form; empty if there is no checksum.
     *
     * @param checksum as quoted
     * @param pseudoHeader sum of the quoted one
     */
    public static OptionalInt quotedKey(int checksum, int pseudoHeader) {
        if (checksum == 0) {
            return OptionalInt.empty();
        }
        int key = InternetChecksum.add(~checksum & 0xffff, ~pseudoHeader & 0xffff);
        return OptionalInt.of(key == 0xffff ? 0 : key);
    }

    /** Reads as much of a payload as there is. */
    public static UdpMark readPayload(ByteBuffer in, int offset, int length) {
        if (length < BALANCE + ID) {
            return UdpMark.NONE;
        }
        int bits = tagBits(length);
        long tag = 0;
        for (int i = 0; i < bits / 8; i++) {
            tag |= (in.get(offset + BALANCE + ID + i) & 0xffL) << 8 * (TAG - 1 - i);
        }
        return new UdpMark(OptionalInt.of(in.getShort(offset + BALANCE) & 0xffff), tag, bits);
    }

    /** Reads as much of a payload as an error quotes behind the UDP header, perhaps padded. */
    public static UdpMark readQuotedPayload(ByteBuffer in, int offset, int length) {
        return readPayload(in, offset, Padding.without(in, offset, length, 0));
    }

    /** Reads header and payload, as much of it as there is. The caller has checked for 8 bytes. */
    static UdpHeader read(ByteBuffer in, int offset, int available) {
        return new UdpHeader(
                in.getShort(offset) & 0xffff,
                in.getShort(offset + 2) & 0xffff,
                in.getShort(offset + 4) & 0xffff,
                OptionalInt.of(in.getShort(offset + 6) & 0xffff),
                readPayload(in, offset + HEADER, available - HEADER));
    }

    private static int headerSum(int sourcePort, int destinationPort, int length) {
        return InternetChecksum.add(InternetChecksum.add(sourcePort, destinationPort), length);
    }

    private static int tagBits(int payload) {
        return 8 * Math.max(0, Math.min(TAG, payload - BALANCE - ID));
    }
}
