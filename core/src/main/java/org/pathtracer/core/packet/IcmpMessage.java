// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.probe.IcmpExtensions;
import org.pathtracer.spi.ReplyKind;

/**
 * An ICMP or ICMPv6 message that may answer a probe.
 *
 * @param kind what it says
 * @param type as received
 * @param code as received
 * @param probe the header that tells the probe: an echo reply's own, or the one behind the quoted IP header
 * @param quoted the IP header it quotes; empty for an echo reply
 * @param nextMtu for {@link ReplyKind#PACKET_TOO_BIG}
 * @param extensions what the router appended
 */
public record IcmpMessage(
        ReplyKind kind,
        int type,
        int code,
        ProbeHeader probe,
        Optional<QuotedHeader> quoted,
        OptionalInt nextMtu,
        IcmpExtensions extensions) {}
