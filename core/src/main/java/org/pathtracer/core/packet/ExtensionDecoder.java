// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pathtracer.AddressFamily;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.probe.MplsLabel;

/**
 * Reads what routers append to ICMP errors (RFC 4884 section 7): any bytes, any length, never an exception, and at most
 * 64 objects of 64 labels.
 */
public final class ExtensionDecoder {
    /** Bytes of the quote in front of an extension structure, at least (RFC 4884 section 4). */
    public static final int LEAST_QUOTE = 128;

    private static final int ICMP_HEADER = 8;
    private static final int STRUCTURE_HEADER = 4;
    private static final int OBJECT_HEADER = 4;
    private static final int VERSION = 2;
    private static final int MOST = 64;
    private static final int LABEL = 4;
    private static final int MPLS_CLASS = 1;
    private static final int MPLS_INCOMING_STACK = 1;
    private static final int INTERFACE_CLASS = 2;

    private ExtensionDecoder() {}

    /**
     * What is appended to a whole ICMP error.
     *
     * @param offset where its type is
     * @param length bytes of the message
     */
    static IcmpExtensions ofMessage(AddressFamily family, ByteBuffer in, int offset, int length) {
        int rest = length - ICMP_HEADER;
        int told = told(family, in, offset);
        return told >= LEAST_QUOTE && told < rest
                ? announced(in, offset + ICMP_HEADER + told, rest - told)
                : unannounced(in, offset + ICMP_HEADER, rest);
    }

    /**
     * How many bytes the quote of an ICMP error has, whose header of 8 bytes is there: all but an appended structure.
     */
    static int quoteLength(AddressFamily family, ByteBuffer in, int offset, int length) {
        int told = told(family, in, offset);
        int rest = length - ICMP_HEADER;
        return told >= LEAST_QUOTE && told < rest ? told : quoteLength(in, offset + ICMP_HEADER, rest, LEAST_QUOTE);
    }

    /**
     * How many bytes a quote has in front of a structure that is not announced, or to its end.
     *
     * @param offset where what is left of the quote begins
     * @param length bytes from there
     * @param quote bytes that are left of the quote's 128
     */
    public static int quoteLength(ByteBuffer in, int offset, int length, int quote) {
        return appended(in, offset, length, quote) ? quote : length;
    }

    // RFC 4884 section 4.1 to 4.5: in 32-bit words for ICMP, in 64-bit words for ICMPv6.
    private static int told(AddressFamily family, ByteBuffer in, int offset) {
        int type = in.get(offset) & 0xff;
        if (family == AddressFamily.IPV6) {
            return type == 1 || type == 3 ? (in.get(offset + 4) & 0xff) * 8 : 0;
        }
        return type == 3 || type == 11 || type == 12 ? (in.get(offset + 5) & 0xff) * 4 : 0;
    }

    /**
     * Reads the structure of a router that does not announce it, as those did that came before RFC 4884 (section 5.1).
     * It is there if its checksum says so.
     *
     * @param offset where the quote begins
     * @param length bytes from there
     */
    static IcmpExtensions unannounced(ByteBuffer in, int offset, int length) {
        return unannounced(in, offset, length, LEAST_QUOTE);
    }

    /**
     * As {@link #unannounced(ByteBuffer, int, int)}, for a quote whose first bytes the system has taken away.
     *
     * @param quote bytes that are left of the quote's 128
     */
    public static IcmpExtensions unannounced(ByteBuffer in, int offset, int length, int quote) {
        return appended(in, offset, length, quote)
                ? announced(in, offset + quote, length - quote)
                : IcmpExtensions.NONE;
    }

    private static boolean appended(ByteBuffer in, int offset, int length, int quote) {
        int size = length - quote;
        return size >= STRUCTURE_HEADER + OBJECT_HEADER
                && versionFits(in, offset + quote)
                && in.getShort(offset + quote + 2) != 0
                && InternetChecksum.sum(in, offset + quote, size) == 0xffff;
    }

    /**
     * Reads a structure.
     *
     * @param in network order
     * @param offset where it begins
     * @param length bytes there are, to the message's end
     */
    public static IcmpExtensions announced(ByteBuffer in, int offset, int length) {
        if (length <= 0) {
            return IcmpExtensions.NONE;
        }
        boolean intact = length >= STRUCTURE_HEADER && versionFits(in, offset) && checksumHolds(in, offset, length);
        if (!intact) {
            return new IcmpExtensions(List.of(), true);
        }
        return objects(in, offset + STRUCTURE_HEADER, offset + length);
    }

    private static boolean versionFits(ByteBuffer in, int offset) {
        return in.get(offset) >> 4 == VERSION;
    }

    // RFC 4884 section 7: zero says that none was computed.
    private static boolean checksumHolds(ByteBuffer in, int offset, int length) {
        return in.getShort(offset + 2) == 0 || InternetChecksum.sum(in, offset, length) == 0xffff;
    }

    private static IcmpExtensions objects(ByteBuffer in, int start, int end) {
        List<IcmpExtension> objects = new ArrayList<>();
        int at = start;
        while (at < end) {
            int length = end - at < OBJECT_HEADER ? 0 : in.getShort(at) & 0xffff;
            if (length < OBJECT_HEADER || length > end - at || objects.size() == MOST) {
                return new IcmpExtensions(objects, true);
            }
            objects.add(object(in, at, length));
            at += length;
        }
        return new IcmpExtensions(objects, false);
    }

    private static IcmpExtension object(ByteBuffer in, int at, int length) {
        int classNumber = in.get(at + 2) & 0xff;
        int type = in.get(at + 3) & 0xff;
        int content = at + OBJECT_HEADER;
        int contentLength = length - OBJECT_HEADER;
        if (classNumber == MPLS_CLASS && type == MPLS_INCOMING_STACK && isStack(contentLength)) {
            return labels(in, content, contentLength);
        } else if (classNumber == INTERFACE_CLASS) {
            return InterfaceDecoder.decode(in, content, contentLength, type)
                    .map(IcmpExtension.class::cast)
                    .orElseGet(() -> unknown(in, classNumber, type, content, contentLength));
        }
        return unknown(in, classNumber, type, content, contentLength);
    }

    private static boolean isStack(int length) {
        return length > 0 && length % LABEL == 0 && length <= MOST * LABEL;
    }

    // RFC 4950 section 3, RFC 3032 section 2.1
    private static IcmpExtension labels(ByteBuffer in, int offset, int length) {
        List<MplsLabel> labels = new ArrayList<>(length / LABEL);
        for (int at = offset; at < offset + length; at += LABEL) {
            int entry = in.getInt(at);
            labels.add(new MplsLabel(entry >>> 12, entry >>> 9 & 7, (entry & 0x100) != 0, entry & 0xff));
        }
        return new IcmpExtension.MplsLabelStack(labels);
    }

    private static IcmpExtension unknown(ByteBuffer in, int classNumber, int type, int offset, int length) {
        byte[] bytes = new byte[length];
        in.get(offset, bytes);
        return new IcmpExtension.Unknown(classNumber, type, HexFormat.of().formatHex(bytes));
    }
}
