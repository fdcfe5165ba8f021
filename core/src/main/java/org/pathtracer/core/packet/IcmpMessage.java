// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.spi.ReplyKind;

/**
 * An ICMP or ICMPv6 message that may answer an echo request.
 *
 * @param kind what it says
 * @param type as received
 * @param code as received
 * @param echo the echo header, its own or the one it quotes
 * @param quoted the IP header it quotes; empty for an echo reply
 * @param nextMtu for {@link ReplyKind#PACKET_TOO_BIG}
 */
public record IcmpMessage(
        ReplyKind kind, int type, int code, EchoHeader echo, Optional<QuotedHeader> quoted, OptionalInt nextMtu) {}
