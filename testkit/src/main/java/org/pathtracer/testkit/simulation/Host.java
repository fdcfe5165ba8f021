// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.OptionalInt;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.topology.Node;
import org.pathtracer.testkit.topology.Ports;

/** What a node does with packets that are for itself. */
final class Host {
    private static final String NO_ANSWER = "it calls for no answer";

    private Host() {}

    static void deliver(Outward leg) {
        Packet packet = leg.packet;
        OptionalInt reject = leg.rejection();
        boolean rejects = reject.isPresent() && leg.trail.site().node.role() == Node.Role.DESTINATION;
        if (rejects) {
            leg.unreachable(reject.getAsInt());
        } else if (packet.fragment) {
            leg.lose("fragments are not put together");
        } else if (packet.damaged) {
            leg.lose("its checksum is wrong");
        } else {
            switch (packet.protocol) {
                case Packet.ICMP, Packet.ICMPV6 -> icmp(leg);
                case Packet.UDP -> udp(leg);
                case Packet.TCP -> tcp(leg);
                default -> unknownProtocol(leg);
            }
        }
    }

    private static void icmp(Outward leg) {
        boolean v6 = leg.packet.v6;
        if (!leg.packet.isEchoRequest()) {
            leg.lose(NO_ANSWER);
        } else if (leg.trail.site().node.answering().echo()) {
            answer(leg, ReplyKind.ECHO_REPLY, Icmp.echoReplyType(v6));
        } else {
            leg.lose("it ignores echo requests");
        }
    }

    private static void udp(Outward leg) {
        Ports ports = leg.trail.site().node.ports();
        switch (ports.udp(leg.packet.destinationPort)) {
            case OPEN -> answer(leg, ReplyKind.UDP_REPLY, 0);
            case CLOSED -> leg.unreachable(Icmp.portUnreachable(leg.packet.v6));
            case FILTERED -> leg.lose("its port is filtered");
        }
    }

    private static void tcp(Outward leg) {
        Ports ports = leg.trail.site().node.ports();
        int flags = leg.packet.tcpFlags;
        boolean opens = (flags & (TcpFlags.SYN | TcpFlags.FIN)) != 0 || leg.packet.data > 0;
        if ((flags & TcpFlags.RST) != 0) {
            leg.lose(NO_ANSWER);
            return;
        }
        switch (ports.tcp(leg.packet.destinationPort)) {
            case OPEN -> {
                if (opens) {
                    answer(leg, ReplyKind.TCP_SYN_ACK, 0);
                } else {
                    leg.lose(NO_ANSWER);
                }
            }
            case CLOSED -> answer(leg, ReplyKind.TCP_RESET, 0);
            case FILTERED -> leg.lose("its port is filtered");
        }
    }

    // RFC 1122 section 3.2.2.1; RFC 4443 section 3.4
    private static void unknownProtocol(Outward leg) {
        boolean v6 = leg.packet.v6;
        leg.error(ReplyKind.UNREACHABLE, v6 ? Icmp.PARAMETER_PROBLEM6 : Icmp.unreachableType(false), v6 ? 1 : 2, 0);
    }

    private static void answer(Outward leg, ReplyKind kind, int type) {
        Homeward.start(leg.journey, Answer.ofHost(leg, kind, type), leg.trail);
    }
}
