// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.pathtracer.spi.ReplyKind;

/**
 * A segment that may answer a connection request: it accepts it, or refuses it (RFC 9293 section 3.5.2).
 *
 * @param kind {@link ReplyKind#TCP_SYN_ACK} or {@link ReplyKind#TCP_RESET}
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param acknowledgement the request's sequence number plus 1, and plus its data if that was accepted; as 32 bits
 */
public record TcpAnswer(ReplyKind kind, int sourcePort, int destinationPort, int acknowledgement) {
    private static final int FLAGS = 13;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    /** Reads a segment, any bytes; empty if it is no such answer. */
    public static Optional<TcpAnswer> read(ByteBuffer in, int offset, int length) {
        if (length < TcpSyn.HEADER) {
            return Optional.empty();
        }
        int flags = in.get(offset + FLAGS) & (SYN | RST | ACK);
        if (flags == (SYN | ACK)) {
            return Optional.of(read(in, offset, ReplyKind.TCP_SYN_ACK));
        }
        return flags == (RST | ACK) ? Optional.of(read(in, offset, ReplyKind.TCP_RESET)) : Optional.empty();
    }

    private static TcpAnswer read(ByteBuffer in, int offset, ReplyKind kind) {
        return new TcpAnswer(
                kind, in.getShort(offset) & 0xffff, in.getShort(offset + 2) & 0xffff, in.getInt(offset + 8));
    }
}
