// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import java.util.SplittableRandom;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.testkit.wire.Bytes;

/** A packet as an attacker off the path imagines it. */
final class Forgery {
    private static final int HEADER = 8;
    private static final int SEQUENCE = 4;
    private static final int PORTS = 65_535;

    private Forgery() {}

    /** Whether such an answer to it makes sense. */
    static boolean plausible(Packet packet, ReplyKind kind) {
        // The kernel resets a connection that a forged answer pretends: to answer that too would never end.
        boolean reset = packet.protocol == Packet.TCP && (packet.tcpFlags & TcpFlags.RST) != 0;
        if (packet.laterFragment || packet.isError() || reset) {
            return false;
        }
        return switch (kind) {
            case ECHO_REPLY -> packet.isEchoRequest();
            case UDP_REPLY -> packet.protocol == Packet.UDP;
            case TCP_SYN_ACK, TCP_RESET -> packet.protocol == Packet.TCP;
            case TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG ->
                packet.isEchoRequest() || packet.protocol == Packet.UDP || packet.protocol == Packet.TCP;
        };
    }

    static Packet guess(Packet packet, ReplyKind kind, SplittableRandom random) {
        Packet guess = packet.copy();
        switch (kind) {
            // What goes to a port must go to the right one; what quotes one quotes a well-known one.
            case UDP_REPLY, TCP_SYN_ACK, TCP_RESET -> guess.sourcePort = random.nextInt(PORTS) + 1;
            case ECHO_REPLY, TIME_EXCEEDED, UNREACHABLE, PACKET_TOO_BIG -> guess.ttl = 1;
        }
        guess.checksum = packet.protocol == Packet.ICMP ? packet.checksum : random.nextInt(1 << 16);
        byte[] bytes = packet.bytes;
        if (bytes != null) {
            guess.bytes = bytes.clone();
            garble(guess, guess.bytes, random);
        }
        return guess;
    }

    private static void garble(Packet guess, byte[] bytes, SplittableRandom random) {
        int from = guess.transportOffset + (guess.protocol == Packet.TCP ? SEQUENCE : HEADER);
        // Lengths and flags of a TCP header are no secret.
        int to = guess.protocol == Packet.TCP ? guess.transportOffset + HEADER : guess.size;
        for (int i = from; i < to; i++) {
            Bytes.put8(bytes, i, random.nextInt(1 << 8));
        }
    }
}
