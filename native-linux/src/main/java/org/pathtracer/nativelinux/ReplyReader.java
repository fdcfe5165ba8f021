// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.TimestampSource;
import org.pathtracer.core.packet.EchoHeader;
import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.spi.QuotedFields;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/** Reads what a kind of socket shows of an answer. Whatever the bytes are, it throws nothing. */
interface ReplyReader {
    /** A packet from the normal queue; empty if it is of no interest. */
    Optional<Parsed> answer(ReceiveBatch message);

    /** A message from the error queue that is not a send time; empty if it is of no interest. */
    Optional<Parsed> error(ReceiveBatch message);

    /** A reply but for its times. */
    record Parsed(
            ReplyKind kind,
            InetAddress from,
            int type,
            int code,
            EchoHeader echo,
            Optional<InetAddress> probeDestination,
            OptionalInt nextMtu,
            OptionalInt replyTtl,
            QuotedFields quoted) {
        Reply reply(long receivedNanos, TimestampSource source, int controlTtl) {
            return Reply.of(echo.sequence(), kind, from, receivedNanos, source)
                    .icmp(type, code)
                    .replyTtl(controlTtl >= 0 ? OptionalInt.of(controlTtl) : replyTtl)
                    .probeDestination(probeDestination)
                    .tag(echo.tag(), echo.tagBits())
                    .nextMtu(nextMtu)
                    .quoted(quoted)
                    .build();
        }
    }
}
